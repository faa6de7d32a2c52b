//! Plots of the series.
