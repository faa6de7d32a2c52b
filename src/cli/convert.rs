//! `tumen convert`: a route file in another format or coordinate reference system, or repaired.

use super::args::ConvertArgs;
use super::reading::opening;
use anyhow::{Context, bail};
use std::process::ExitCode;
use std::sync::Arc;
use tumen_core::diag::Report;
use tumen_core::geo::crs::Crs;
use tumen_core::model::Confidence;
use tumen_core::model::layer::{Layer, Workspace};
use tumen_core::model::repair::{Proposal, Repair};
use tumen_formats::catalog::Format;
use tumen_formats::catalog::WritableFormat;
use tumen_formats::open::{self, Opened};
use tumen_formats::{atomic, save};

pub fn run(args: &ConvertArgs) -> anyhow::Result<ExitCode> {
    let format = WritableFormat::of_path(&args.output)?;
    let target = args.to_crs.as_deref().map(|text| crs(text, format)).transpose()?;
    let mut report = Report::new();
    let opened = opening(&args.open)?.open(&args.input, &mut report);
    let name = args.input.display().to_string();
    let opened = match opened {
        Ok(opened) => opened,
        Err(error) => {
            open::refuse(&error, &name, &mut report);
            eprint!("{}", super::report_text(&report));
            return Ok(ExitCode::from(super::FAILED));
        }
    };
    eprint!("{}", super::report_text(&report));
    // Positions in an unknown grid can stay so only where any numbers may stand.
    let raw = opened.examined.raw.is_some();
    let as_written = raw && !args.repair && target.is_none() && format.holds().any_crs;
    let mut workspace = Workspace {
        tours: opened.tours.clone(),
        assumptions: opened.assumptions.clone(),
        ..Workspace::default()
    };
    let mut layers = layers(opened, args.repair, as_written, &name);
    if args.repair && format.format() == Format::GeoJson {
        layers.iter_mut().for_each(|layer| *layer = Repair::CutAt180.apply(layer));
    }
    if let Some(target) = &target {
        layers.iter_mut().try_for_each(|layer| reproject(layer, target))?;
    }
    let losses = save::losses(&layers.iter().collect::<Vec<_>>(), format);
    for loss in losses.into_iter().chain(save::lost_besides(&workspace, format)) {
        eprintln!("tumen: {} cannot hold everything: {loss}", format.format().name());
    }
    for layer in layers {
        workspace.add(layer);
    }
    let bytes = match as_written || target.is_some_and(|t| !t.is_identity()) {
        true => save::encode_as_it_is(&workspace, format),
        false => save::encode_workspace(&workspace, format),
    };
    atomic::write(&args.output, &bytes).with_context(|| format!("cannot write {}", args.output.display()))?;
    Ok(if report.has_problems() { ExitCode::from(super::PROBLEMS) } else { ExitCode::SUCCESS })
}

/// The target system, if the format can hold another one than degrees WGS 84.
fn crs(text: &str, format: WritableFormat) -> anyhow::Result<Crs> {
    let crs = Crs::from_text(text).with_context(|| format!("`{text}` is no known system"))?;
    if !format.holds().any_crs && !crs.is_identity() {
        let others = WritableFormat::names(|f| f.any_crs);
        bail!("{} holds degrees WGS 84 only; write {others} for {}", format.format().name(), crs.id());
    }
    Ok(crs)
}

/// The layers to write: repaired, or as the file has them. A guess where they are is a repair too.
fn layers(opened: Opened, repair: bool, as_written: bool, name: &str) -> Vec<Layer> {
    let examined = opened.examined;
    if repair {
        let made = |p: &&Proposal| !p.placement || p.taken || p.confidence == Confidence::High;
        for proposal in examined.proposals.iter().filter(made) {
            let counted = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
            let (features, places) =
                (counted(proposal.features, "feature"), counted(proposal.places, "place"));
            eprintln!("tumen: {name}: repaired {features} ({places}): {}", proposal.repair.sentence());
        }
        return examined.repaired();
    }
    let Some(raw) = examined.raw.filter(|_| as_written) else { return examined.layers };
    eprintln!("tumen: {name}: positions are written as they are in the file; add --repair to place them");
    raw.into_iter().map(|raw| raw.layer).collect()
}

/// Brings degrees WGS 84 into another system, and says so in the file where the format can.
fn reproject(layer: &mut Layer, target: &Crs) -> anyhow::Result<()> {
    for feature in Arc::make_mut(&mut layer.features) {
        let mut result = Ok(());
        Arc::make_mut(feature).geometry.each_mut(&mut |_, positions| {
            if let Err(error) = target.from_wgs84(&mut positions.points) {
                result = Err(error);
            }
        });
        result.with_context(|| format!("cannot reach {}", target.id()))?;
    }
    if let Some(code) = target.id().strip_prefix("EPSG:").filter(|_| !target.is_identity()) {
        let urn = format!("urn:ogc:def:crs:EPSG::{code}");
        let member = serde_json::json!({"type": "name", "properties": {"name": urn}}).to_string();
        layer.foreign_members.push(("crs".into(), member.into()));
    }
    Ok(())
}
