//! Placeholder.
#![allow(missing_docs)]
use super::input::{Input, ReadError};
use crate::diag::Report;
use crate::model::Workspace;
#[derive(Debug, Default)]
pub struct ProjectFile {
    pub workspace: Workspace,
    pub view: Option<String>,
    pub extra: Vec<(String, String)>,
}
pub fn read(_: &Input<'_>, _: &mut Report) -> Result<ProjectFile, ReadError> {
    Ok(ProjectFile::default())
}
pub fn write(_: &ProjectFile, _: &mut Vec<u8>) {}
