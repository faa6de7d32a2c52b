//! Sizes of the window: `assets/style/window.toml`. Points, and shares and factors where it says so.

mod panels;

pub use panels::*;

use super::sizes::sizes;

sizes! {
    /// The window. Sizes of type are those of the scale in `map.toml`.
    WindowStyle {
        /// Steps of space between and around things. Points.
        space: SpaceStyle,
        /// Radii of corners. Points.
        corner: CornerStyle,
        /// Widths of lines that several panels draw. Points.
        line: LineWidths,
        /// How far colors are mixed from those of the theme, and opacities; from 0 to 1.
        ink: InkStyle,
        /// Fields and controls that several panels have. Points.
        control: ControlStyle,
        /// About Tumen, and the keys.
        about: AboutStyle,
        /// The attribute table. Points.
        attributes: AttributesStyle,
        /// The card. Points.
        card: CardStyle,
        /// The profile of heights on the card. Points.
        heights: HeightsStyle,
        /// The dialog that saves pictures. Points.
        exporting: ExportingStyle,
        /// Opening and saving files. Points.
        files: FilesStyle,
        /// The tree of layers and the style of a layer. Points.
        layers: LayersStyle,
        /// The lists. Points.
        lists: ListsStyle,
        /// The table of assumptions. Points.
        assumptions: AssumptionsStyle,
        /// The chart of costs and times. Points, where it does not say otherwise.
        costs: CostsStyle,
        /// Fields that find a place. Points.
        places: PlaceFieldStyle,
        /// Analyses: loads, largest flow, reach. Points, where it does not say otherwise.
        flows: FlowsStyle,
        /// The table of legs. Points.
        legs: LegsStyle,
        /// The panel of routes. Points, where it does not say otherwise.
        routes: RoutesStyle,
        /// The profile along a route. Points, where it does not say otherwise.
        along: AlongStyle,
        /// The table of variants. Points.
        variants: VariantsStyle,
        /// The map in the window. Points.
        map: MapStyle,
        /// The command palette. Points.
        palette: PaletteStyle,
        /// Plots. Points, where it does not say otherwise.
        plots: PlotsStyle,
        /// The stage, in points of its own screen or as factors of the sizes there.
        stage: StageStyle,
        /// The list of projects. Points.
        projects: ProjectsStyle,
        /// Promise against reality.
        promises: PromisesStyle,
        /// Reports about opened files. Points.
        reports: ReportsStyle,
        /// The sanctions matrix. Points, where it does not say otherwise.
        sanctions: SanctionsStyle,
        /// The window. Points, where it does not say otherwise.
        shell: ShellStyle,
        /// The time bar. Points, where it does not say otherwise.
        time: TimeStyle,
        /// Measuring, drawing, editing. Points.
        tools: ToolsStyle,
        /// Tours. Points, where it does not say otherwise.
        tours: ToursStyle,
    }

    /// Steps of space between and around things. Points.
    SpaceStyle {
        /// Around marks.
        fine: f32,
        /// Within a block.
        tight: f32,
        /// Around buttons of weight.
        close: f32,
        /// Between things of a row.
        snug: f32,
        /// Between blocks.
        gap: f32,
        /// Inside buttons that ask.
        loose: f32,
        /// Between sections, and around a card.
        wide: f32,
        /// Of what belongs to the row above.
        indent: f32,
        /// Between columns of words.
        huge: f32,
    }

    /// Radii of corners. Points.
    CornerStyle {
        /// Of samples and swatches.
        small: f32,
        /// Of bands behind words.
        mark: f32,
        /// Of buttons and boxes.
        usual: f32,
        /// Of what lies over the map.
        panel: f32,
        /// Of chips.
        chip: f32,
        /// Of the badge of a status.
        badge: f32,
    }

    /// Widths of lines that several panels draw. Points.
    LineWidths {
        /// Of icons.
        pen: f32,
        /// Around marks.
        outline: f32,
        /// Of spans in plots and of the sample of a kind.
        bar: f32,
    }

    /// How far colors are mixed from those of the theme, and opacities; from 0 to 1.
    InkStyle {
        /// Faint text, from quiet text toward the panel.
        faint: f32,
        /// A band, from the panel toward the text.
        band: f32,
        /// A link, from the color of water names toward the text.
        link: f32,
        /// Opacity of what a filter leaves out.
        left_out: f32,
        /// Opacity of the veil while a file is held over the window.
        veil: f32,
        /// Opacity of every other row.
        stripe: f32,
        /// Opacity of the selection in text.
        selection: f32,
        /// Opacity of the outline of buttons.
        outline: f32,
        /// Opacity of buttons.
        button: f32,
        /// Opacity of buttons under the pointer.
        hovered: f32,
        /// Opacity of shadows.
        shadow: f32,
        /// Opacity of the shade behind a question.
        modal: f32,
    }

    /// Fields and controls that several panels have. Points.
    ControlStyle {
        /// Height of a control.
        height: f32,
        /// Height of a row of text.
        row: f32,
        /// Width of a field to filter by.
        filter: f32,
        /// Columns of tables can be made so narrow.
        least: f32,
        /// Tips are no wider than this.
        tip: f32,
        /// Words of a value axis stand at least, and without fading, so far apart.
        value_labels: [f32; 2],
    }

    /// About Tumen, and the keys.
    AboutStyle {
        /// Width and height as shares of those of the window.
        share: [f32; 2],
        /// Widest, points.
        widest: f32,
    }

    /// Opening and saving files. Points.
    FilesStyle {
        /// Width of the bar in the status line.
        progress: f32,
        /// Width of a question.
        question: f32,
    }

    /// The map in the window. Points.
    MapStyle {
        /// What is so near to the pointer is under it.
        pick: f32,
        /// Radius of the ring at a place that another panel points to.
        ring: f32,
        /// Width of that ring.
        ring_line: f32,
    }

    /// The command palette. Points.
    PaletteStyle {
        /// Its width.
        width: f32,
        /// Height of a row.
        row: f32,
    }

    /// The window. Points, where it does not say otherwise.
    ShellStyle {
        /// Shares of the width that the panels at the sides have at first.
        side_share: [f32; 2],
        /// Least width of the left panel, and its greatest at first.
        left: [f32; 2],
        /// Least width of the card, and its greatest at first.
        card: [f32; 2],
        /// Shares of the width that the panels at the sides take at most.
        side_most: [f32; 2],
        /// Height of the panel at the bottom at first.
        bottom: f32,
        /// The same with the routes.
        routes: f32,
        /// Its least height.
        bottom_least: f32,
        /// Room for the position under the pointer.
        pointer: [f32; 2],
    }

    /// The time bar. Points, where it does not say otherwise.
    TimeStyle {
        /// Height of the bar.
        height: f32,
        /// Width of the controls.
        controls: f32,
        /// Height of a button.
        button: f32,
        /// An axis narrower than this is not drawn.
        axis_least: f32,
        /// Width of the choice of speed.
        speed: f32,
        /// Height of the row of dates.
        date: f32,
        /// Height of the row of years.
        year: f32,
        /// Height of the tick of an event without a status.
        tick: f32,
        /// Radius of the knob.
        knob: f32,
        /// An event so near to the pointer is under it.
        reach: f32,
        /// Room for the number of a year.
        year_width: f32,
        /// Opacity of events after the as-of date.
        after: f32,
        /// Width of the tip of events.
        tip: f32,
    }

    /// Measuring, drawing, editing. Points.
    ToolsStyle {
        /// Side of a button.
        side: f32,
        /// Between the buttons and the edge of the map.
        inset: f32,
        /// Space inside the box of buttons.
        buttons: f32,
        /// Space inside the box of what is measured.
        readout: f32,
        /// Width, and height of the list of legs, at most.
        readout_size: [f32; 2],
        /// Width of the numbers of legs.
        number: f32,
        /// From the bottom of the map to the hint.
        hint: f32,
        /// Segments longer than this have a handle in their middle.
        middle: f32,
        /// The ring at a snapped place beyond a vertex, and the width of its casing.
        snap: [f32; 2],
        /// Segments longer than this have their length at them.
        label: f32,
        /// Labels stand so far above their segment.
        label_above: f32,
        /// The whole length stands so far below its end.
        label_below: f32,
        /// A click so near to the first point closes an area.
        near: f32,
        /// What is so near to the pointer is snapped to.
        reach: f32,
        /// Opacity of what a repair would leave.
        faint: f32,
        /// Windows of tools: from the top of the map, and their width.
        window: [f32; 2],
        /// Width of their fields.
        field: f32,
    }
}

impl WindowStyle {
    /// Reads a style file.
    ///
    /// # Errors
    /// If the text is not complete; the error names the line.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}
