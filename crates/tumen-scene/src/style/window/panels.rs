//! Sizes of the panels and dialogs.

use crate::style::sizes::{Shrink, sizes};

sizes! {
    /// The attribute table. Points.
    AttributesStyle {
        /// Width of the menu of fields.
        menu: f32,
        /// Width of the choice of a kind of field.
        kind: f32,
        /// Width of the choice of a layer.
        layer: f32,
        /// Height of a row.
        row: f32,
        /// Width of the first column.
        first: f32,
        /// The narrowest column at first.
        narrowest: f32,
        /// The widest column at first.
        widest: f32,
        /// Width of a letter, about.
        letter: f32,
        /// Columns can be made so narrow.
        least: f32,
    }

    /// The card. Points.
    CardStyle {
        /// Width of the words before values.
        label: f32,
        /// Side of the swatch of a kind.
        swatch: f32,
        /// Width and height of the sample of a status.
        sample: [f32; 2],
        /// Space inside the badge of a status.
        badge: [f32; 2],
        /// Width of the column with the line of events.
        gutter: f32,
        /// Radius of an event on that line.
        dot: f32,
        /// The line begins so far below the top of the first event.
        first: f32,
    }

    /// The profile of heights on the card. Points.
    HeightsStyle {
        /// Height of the plot.
        height: f32,
        /// Width of the value axis.
        axis: f32,
        /// Width of the line.
        line: f32,
        /// Radius of the mark at the pointer.
        radius: f32,
        /// Free space above and below the line, as a share of its height.
        margin: f64,
        /// Words of the distances stand at least, and without fading, so far apart.
        labels: [f32; 2],
        /// Grid lines are so far apart: distances, heights.
        marks: [f64; 2],
    }

    /// The dialog that saves pictures. Points.
    ExportingStyle {
        /// Width of the words before fields.
        words: f32,
        /// Width of the fields.
        field: f32,
        /// Of which a slider leaves so much to its number.
        number: f32,
        /// Width of the settings.
        settings: f32,
        /// Width and height of the dialog at most.
        largest: [f32; 2],
        /// Of the window so much stays free.
        free: [f32; 2],
        /// Height of the row of buttons.
        buttons: f32,
        /// Around the preview.
        margin: f32,
        /// Height of the words below the preview.
        caption: f32,
        /// The bar of a preview in the making: width as a share of the preview, and height.
        bar: [f32; 2],
        /// Side of the sign that turns while a preview is made.
        spinner: f32,
        /// Its corner, from the right and the top.
        spinner_at: [f32; 2],
    }

    /// The tree of layers and the style of a layer. Points.
    LayersStyle {
        /// Height of a row.
        row: f32,
        /// Of what is in a folder.
        indent: f32,
        /// Side of the sample of a style.
        sample: f32,
        /// Width of the arrow of a folder.
        arrow: f32,
        /// Width and height of the sample of a kind.
        kind: [f32; 2],
        /// Samples of lines are no wider than this.
        widest: f32,
        /// Samples of points have at least and at most this diameter.
        diameter: [f32; 2],
        /// Dash of samples, on and off.
        dashed: [f32; 2],
        /// Dots of samples, on and off.
        dotted: [f32; 2],
        /// Dashes with dots of samples, on and off.
        dash_dot: [f32; 2],
        /// Width of the window of a style.
        window: f32,
        /// Where that window is at first.
        window_at: [f32; 2],
        /// Width of its sliders.
        slider: f32,
        /// Width of its choices.
        choice: f32,
        /// Width and height of the sample of a class.
        class: [f32; 2],
    }

    /// The lists. Points.
    ListsStyle {
        /// A panel less wide shows less about a list.
        narrow: f32,
        /// Width of the choice of confidence.
        confidence: f32,
        /// Height of a row.
        row: f32,
        /// The widest column can be made so narrow, as a share of its width.
        shrink: f32,
        /// Widths of the columns of the list of projects.
        projects: ProjectColumns,
        /// Widths of the columns of the list of corridors.
        corridors: CorridorColumns,
        /// Widths of the columns of the list of figures.
        figures: FigureColumns,
        /// Widths of the columns of the list of events.
        events: EventColumns,
    }

    /// Columns of the list of projects. Points.
    #[expect(missing_docs, reason = "named after what they hold")]
    ProjectColumns {
        name: f32,
        kind: f32,
        status: f32,
        since: f32,
        evidence: f32,
        countries: f32,
        drawn: f32,
        figures: f32,
        events: f32,
    }

    /// Columns of the list of corridors. Points.
    #[expect(missing_docs, reason = "named after what they hold")]
    CorridorColumns {
        name: f32,
        project: f32,
        kind: f32,
        mode: f32,
        status: f32,
        since: f32,
        evidence: f32,
        drawn: f32,
        published: f32,
        ratio: f32,
        accuracy: f32,
        gauge: f32,
    }

    /// Columns of the list of figures. Points.
    #[expect(missing_docs, reason = "named after what they hold")]
    FigureColumns {
        topic: f32,
        what: f32,
        value: f32,
        date: f32,
        source: f32,
        confidence: f32,
        fact: f32,
    }

    /// Columns of the list of events. Points.
    #[expect(missing_docs, reason = "named after what they hold")]
    EventColumns {
        date: f32,
        target: f32,
        happened: f32,
        status: f32,
        source: f32,
        confidence: f32,
    }

    /// The table of assumptions. Points.
    AssumptionsStyle {
        /// Height of a row.
        row: f32,
        /// Widths: what, value, unit, range, source.
        columns: [f32; 5],
        /// Space at the sides of the chip of a changed value.
        chip: f32,
    }

    /// The chart of costs and times. Points, where it does not say otherwise.
    CostsStyle {
        /// Height of a bar as a share of its row.
        bar: f64,
        /// Side of a swatch of the legend.
        swatch: f32,
        /// Words of the axis stand at least, and without fading, so far apart.
        labels: [f32; 2],
        /// Space below the first and above the last bar, as shares of a row.
        around: [f64; 2],
        /// Width of the line of the chosen variant, and of others.
        line: [f32; 2],
    }

    /// Fields that find a place. Points.
    PlaceFieldStyle {
        /// Width of the field.
        width: f32,
        /// Height of the list below it at most.
        list: f32,
        /// Height of a row of it.
        row: f32,
    }

    /// Analyses: loads, largest flow, reach. Points, where it does not say otherwise.
    FlowsStyle {
        /// Height of a row.
        row: f32,
        /// Share of the width that the tables take.
        tables: f32,
        /// Space between table and diagram.
        aside: f32,
        /// Width of the slider of days.
        slider: f32,
        /// Width of the choice of an OD matrix.
        matrix: f32,
        /// Places within reach: width of the table, of its place, of its days.
        reached: [f32; 3],
        /// What limits the largest flow: width of the table, of the section, of its capacity.
        cut: [f32; 3],
        /// Loads: section, tonnes a year, capacity, load.
        loads: [f32; 4],
        /// A diagram less wide or high is not drawn.
        least: f32,
    }

    /// The table of legs. Points.
    LegsStyle {
        /// Height of a row.
        row: f32,
        /// Side of the sign of a leg.
        sign: f32,
        /// Widths: what, where, by, km, days, USD, CO2, and three sums.
        columns: [f32; 10],
        /// Columns can be made so narrow.
        least: f32,
        /// Width of the line of a haul.
        haul: f32,
        /// Half the distance of the rails of a break of gauge.
        rail: f32,
        /// The ring of a border is so much smaller than the sign.
        border: f32,
    }

    /// The panel of routes. Points, where it does not say otherwise.
    RoutesStyle {
        /// Share of the width that the details take at first.
        details: f32,
        /// Their least width.
        details_least: f32,
        /// Share of the width that they take at most.
        details_most: f32,
        /// Space between variants and details.
        aside: f32,
        /// Space round a route at a stop of a tour, as a share of the extent of the route.
        around: f64,
        /// Width of fields of the question.
        field: f32,
        /// Width of the choice of cargo.
        cargo: f32,
        /// Width of the choice of what counts.
        objective: f32,
        /// Width of the window of further settings.
        more: f32,
    }

    /// The profile along a route. Points, where it does not say otherwise.
    AlongStyle {
        /// Height of the strip of modes.
        strip: f32,
        /// Width of the line.
        line: f32,
        /// Room for the strip below the line, as a share of the greatest height.
        below: f64,
        /// Room for names above it, as a share of the greatest height.
        above: f64,
        /// The upper row of names, and the distance of the next one, as shares of that room.
        names: [f64; 2],
        /// Space at the ends, as a share of the length; names so near are of one place.
        beyond: f64,
        /// Width of a letter of a name, about.
        letter: f32,
        /// Width of the value axis.
        axis: f32,
    }

    /// The table of variants. Points.
    VariantsStyle {
        /// Height of the heading.
        heading: f32,
        /// Height of a row: a value above its range.
        row: f32,
        /// Widths: way, km, days, USD, USD per tonne, CO2, best for, bottleneck.
        columns: [f32; 8],
        /// Side of the swatch with the color on the map.
        swatch: f32,
        /// Space behind it.
        gap: f32,
    }

    /// Plots. Points, where it does not say otherwise.
    PlotsStyle {
        /// A panel less wide shows a plot without its legend.
        narrow: f32,
        /// Width of a letter, about.
        letter: f32,
        /// Width of a switch without its words.
        switch: f32,
        /// Room for what stands beside the choice of a topic.
        beside: f32,
        /// Least and greatest width of that choice.
        topic: [f32; 2],
        /// Height of its list.
        topics: f32,
        /// Buttons have words if there is so much room.
        words: f32,
        /// Width of the rim around marks.
        rim: f32,
        /// What is so near to the pointer is under it.
        near: f32,
        /// Marks nearer to each other are told together.
        together: f32,
        /// Width of the value axis.
        axis: f32,
        /// Words of the years stand at least, and without fading, so far apart.
        labels: [f32; 2],
        /// Space above and below the values, as a share of their range.
        margin: f64,
        /// The ring around the mark under the pointer, beyond its radius.
        ring: f32,
        /// Between a mark and its tip.
        tip: f32,
        /// Radius of a mark.
        radius: f32,
        /// Radius of a mark on a line.
        small: f32,
        /// Radius of the mark of a founding document.
        founding: f32,
        /// Width of a line.
        line: f32,
        /// Width of a sample of the legend.
        sample: f32,
        /// Least height of a row of the legend.
        row: f32,
        /// Space between the entries of the legend.
        legend: [f32; 2],
        /// Dash of a cap, on and off.
        cap: [f32; 2],
    }

    /// The stage, in points of its own screen or as factors of the sizes there.
    StageStyle {
        /// Type shrinks by this factor until everything fits.
        shrink: Shrink,
        /// Height of a line, in sizes of type.
        leading: f32,
        /// Space between blocks, in sizes of type.
        between: f32,
        /// How far a list stands to the right, in sizes of type.
        indent: f32,
        /// From a marker to its words, as a share of the indent.
        marker: f32,
        /// Headings inside a caption, in sizes of type.
        heading: f32,
        /// Space below the date, as a share of the space around.
        date_gap: f32,
        /// Space below the rule, as a share of the space around.
        rule_gap: f32,
        /// Space above a card or plot, as a share of the space around.
        side_gap: f32,
        /// Height of the row of hints, in sizes of small type.
        hint: f32,
        /// Dots come at most so near, as a share of their usual distance.
        dots: f32,
        /// In steps of this factor.
        dots_shrink: Shrink,
        /// Width of the rim of a dot.
        dot_rim: f32,
        /// Title of the sheet of keys, in sizes of small type.
        keys: f32,
        /// Space inside that sheet.
        keys_margin: f32,
        /// Width of the edge of the spotlight.
        soft: f32,
        /// Width and height of the window of notes.
        notes: [f32; 2],
        /// A window of notes so high has type of its own size.
        notes_height: f32,
        /// Inside the main window it is smaller by this factor.
        notes_inside: f32,
        /// Space around the notes.
        notes_margin: f32,
        /// Title of the stop, in sizes of the notes.
        notes_title: f32,
        /// Room for what comes next, in sizes of small type.
        notes_next: f32,
        /// Its heading, in sizes of small type.
        notes_words: f32,
    }

    /// The list of projects. Points.
    ProjectsStyle {
        /// Width and height of the mark of a kind.
        mark: [f32; 2],
    }

    /// Promise against reality.
    PromisesStyle {
        /// Shares of the width: what, promise, what followed.
        parts: [f32; 3],
        /// Space above and below a row, points.
        row: f32,
    }

    /// Reports about opened files. Points.
    ReportsStyle {
        /// Width of the choice of a file.
        file: f32,
        /// Width of a field for an answer.
        answer: f32,
    }

    /// The sanctions matrix. Points, where it does not say otherwise.
    SanctionsStyle {
        /// Height of a row.
        row: f32,
        /// Height of the heading.
        head: f32,
        /// Radius of a mark.
        mark: f32,
        /// Widths: resolution, date, what it says.
        columns: [f32; 3],
        /// Least width of a column of the matrix.
        subject: f32,
        /// Marks stand at the left in cells wider than so many of their radii.
        wide: f32,
        /// The inner dots of two kinds of marks, as shares of the radius.
        inner: [f32; 2],
    }

    /// Tours. Points, where it does not say otherwise.
    ToursStyle {
        /// Width of the list of tours.
        list: f32,
        /// Width of the list of stops,
        stops: f32,
        /// and its share of what is left of the width at most.
        stops_most: f32,
        /// Between these lists and what is beside them.
        gap: f32,
        /// Least width of the editor.
        editor: f32,
        /// Height of a row of the list of tours.
        row: f32,
        /// Height of a row of the list of stops.
        stop: f32,
        /// Width of the number of a stop.
        number: f32,
        /// Radius of the dot at the stop that the map shows.
        dot: f32,
        /// An editor so wide has the settings beside the words.
        beside: f32,
        /// Width of the settings.
        settings: f32,
        /// Between words and settings.
        settings_gap: f32,
        /// Space inside the box of a caption.
        inside: f32,
        /// Width of the choices of a stop.
        choice: f32,
        /// Of which short ones take this share.
        choice_short: f32,
        /// Width of the field of a date.
        date: f32,
        /// Of a list in a caption.
        indent: f32,
    }
}
