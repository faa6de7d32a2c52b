//! Sizes of what stands on a map besides the map, and of charts.

use super::sizes::sizes;

sizes! {
    /// Title, legend, scale bar, attribution, locator. Pixels, where it does not say otherwise.
    FurnitureStyle {
        /// Space between furniture and the edge of the picture.
        edge: f32,
        /// Space inside a box.
        pad: f32,
        /// Title and the line below it.
        title: TitleStyle,
        /// Attribution.
        attribution: AttributionStyle,
        /// Scale bar.
        bar: BarStyle,
        /// Legend.
        legend: LegendStyle,
        /// The small map that shows where the picture lies.
        locator: LocatorStyle,
    }

    /// The box with the title. Pixels.
    TitleStyle {
        /// Height of the box.
        height: f32,
        /// Baselines of title and second line below the top of the box.
        baselines: [f32; 2],
    }

    /// Lines of attribution at the foot. Pixels.
    AttributionStyle {
        /// From line to line.
        row: f32,
        /// Space above.
        gap: f32,
        /// How far a line reaches above and below its baseline.
        reach: [f32; 2],
        /// Width of the halo.
        halo: f32,
        /// Opacity of the halo.
        halo_opacity: f32,
    }

    /// The scale bar. Pixels.
    BarStyle {
        /// Its length at most.
        length: f64,
        /// Its length at most on a map, as a share of the width of the picture.
        share: f64,
        /// Its height.
        height: f32,
        /// Labels stand so far above it.
        label: f32,
        /// Space on its left, for half the first label.
        indent: f32,
        /// From its top to the foot of its box, and to the head.
        around: [f32; 2],
        /// On paper, with no box: from the head of the labels to its top, and the height of all.
        on_paper: [f32; 2],
        /// Its length below a map on paper: share of the width of the map at most, and pixels at most.
        paper_length: [f64; 2],
    }

    /// The legend. Pixels.
    LegendStyle {
        /// Height of a row.
        row: f32,
        /// Length of a sample of a line.
        sample: f32,
        /// Space between sample and words.
        gap: f32,
        /// Space between columns.
        column_gap: f32,
        /// The last row stands so much nearer to the edge of the box.
        trim: f32,
        /// It covers at most this share of the picture.
        share: f32,
        /// Width of the sample of a kind of corridor.
        kind: f32,
        /// Width of the sample of the frontier.
        frontier: f32,
        /// Width of the sample of a line of no certain status.
        line: f32,
        /// Its dash, on and off.
        dash: [f32; 2],
        /// Width of the band of a schematic line in its sample.
        band: f32,
        /// Names of the user's classes are cut at this width.
        user_widest: f32,
        /// Samples of the user's classes are no larger than this.
        user_most: f32,
        /// Space above and below the sample of an area.
        area_inset: f32,
        /// Rims of areas are no wider than this.
        area_rim: f32,
        /// Names of results are cut at this width.
        overlay_widest: f32,
        /// Samples of results are no wider than this.
        overlay_most: f32,
        /// The samples of flows.
        flow: FlowSamples,
    }

    /// Samples that explain moving cargo. Pixels, and shares of the length of a sample.
    FlowSamples {
        /// Width of the wide band.
        band: f32,
        /// Width of the line in the outline of a capacity.
        line: f32,
        /// Length and width of the sign for nothing moved.
        pause: f32,
        /// The baseline of the question mark lies so far below the middle of the row.
        question: f32,
        /// From where to where the narrow band goes.
        narrow: [f32; 2],
        /// From where to where the wide band goes.
        wide: [f32; 2],
        /// From where to where the outline of a capacity goes.
        capacity: [f32; 2],
    }

    /// The locator. Pixels.
    LocatorStyle {
        /// Its width and height.
        size: [f32; 2],
        /// In pictures narrower than this it is smaller,
        full_width: f32,
        /// by this factor.
        small: f32,
        /// Pictures less wide or less high have none.
        least: [f32; 2],
        /// What it shows: west, south, east, north, degrees.
        shows: [f64; 4],
        /// From this zoom on it is useful.
        from_zoom: f64,
        /// The rectangle of the view: half its side at least.
        view_least: f32,
        /// The rectangle of the view: width of its line.
        view_line: f32,
        /// The rectangle of the view: opacity of its fill.
        view_fill: f32,
    }

    /// A plot as a picture of its own. Pixels.
    ChartStyle {
        /// Space around the picture.
        edge: f32,
        /// Height of a line of the legend.
        row: f32,
        /// Height of a line of the small print.
        note: f32,
        /// Radius of a mark.
        radius: f32,
        /// Space between title and legend.
        title_gap: f32,
        /// Space between legend and plot.
        legend_gap: f32,
        /// Names of the value axis take at least this width.
        axis_least: f32,
        /// Space between the names of the value axis, the unit included, and the plot.
        axis_gap: f32,
        /// Space below the plot, with the years.
        below: f32,
        /// The plot is at least so high.
        least: f32,
        /// Length of a sample in the legend.
        sample: f32,
        /// From the start of a sample to its name.
        name: f32,
        /// From the end of a name to the next sample.
        name_gap: f32,
        /// Between a tick and its words.
        tick_gap: f32,
        /// Baseline of the years below the plot.
        years: f32,
        /// A year has at least this width.
        year: f32,
        /// The as-of date stands so far above the plot.
        as_of: f32,
        /// Width of the line that joins values.
        line: f32,
        /// Width of a bar.
        bar: f32,
        /// Width of the outline of a mark.
        outline: f32,
    }
}
