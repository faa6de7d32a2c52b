//! Geometry and pictures in GPU memory: uploaded at first use, dropped when long unused.

use super::lines::PackedLines;
use super::mesh::{Blocks, PackedMesh, PackedRelief};
use super::pipelines::Pipelines;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Weak};
use tumen_core::geo::Projection;
use tumen_scene::prepared::Prepared;
use tumen_scene::relief::Relief;
use wgpu::util::DeviceExt as _;

/// GPU memory that may be held beyond what the current frame shows, bytes.
pub const BYTE_BUDGET: u64 = 256 << 20;
/// Frames after which something not shown any more is dropped.
pub const KEEP_FRAMES: u64 = 600;

/// What something in the cache was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// Lines of a layer (its id) at a level.
    Lines(u64, usize),
    /// Triangles of a layer (its id) at a level.
    Mesh(u64, usize),
    /// A relief (its id) in a projection.
    Relief(u64, Projection),
}

/// Line points and where each chunk's instances are.
pub struct LineBuffer {
    /// The points.
    pub points: wgpu::Buffer,
    /// How far each is shifted, where lines run side by side.
    pub shifts: Option<wgpu::Buffer>,
    /// Instances of each chunk.
    pub chunks: Vec<Range<u32>>,
}

/// Triangles and their blocks.
pub struct MeshBuffer {
    /// Corners.
    pub vertices: wgpu::Buffer,
    /// Three a triangle, 32 bits each.
    pub indices: wgpu::Buffer,
    /// What to draw for which view.
    pub blocks: Blocks,
}

/// Something in GPU memory.
pub enum Resident {
    /// Lines.
    Lines(LineBuffer),
    /// Filled areas.
    Mesh(MeshBuffer),
    /// Relief: its grid and the bind group of its picture.
    Relief(MeshBuffer, wgpu::BindGroup),
}

struct Entry {
    resident: Resident,
    bytes: u64,
    /// The frame of the last use.
    used: u64,
    owner: Owner,
}

/// What an entry was made from: once it is gone the entry can never be asked for again.
enum Owner {
    Layer(Weak<Prepared>),
    Relief(Weak<Relief>),
}

impl Owner {
    fn is_gone(&self) -> bool {
        match self {
            Self::Layer(layer) => layer.strong_count() == 0,
            Self::Relief(relief) => relief.strong_count() == 0,
        }
    }
}

/// Everything in GPU memory, by what it was made from.
#[derive(Default)]
pub struct Cache {
    entries: HashMap<Key, Entry>,
    frame: u64,
}

impl Cache {
    /// Begins a frame.
    pub fn begin_frame(&mut self) {
        self.frame += 1;
    }

    /// Ends the preparation of a frame: drops what is gone, long unused, or over the budget; never
    /// what this frame uses.
    pub fn trim(&mut self) {
        let frame = self.frame;
        self.entries.retain(|_, e| e.used == frame || !(e.owner.is_gone() || e.used + KEEP_FRAMES < frame));
        let mut total = self.bytes();
        if total <= BYTE_BUDGET {
            return;
        }
        let mut idle: Vec<(u64, Key)> =
            self.entries.iter().filter(|(_, e)| e.used != frame).map(|(k, e)| (e.used, *k)).collect();
        idle.sort_unstable_by_key(|(used, _)| *used);
        for (_, key) in idle {
            if total <= BYTE_BUDGET {
                break;
            }
            total -= self.entries.remove(&key).map_or(0, |e| e.bytes);
        }
    }

    /// Bytes of GPU memory in use.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.entries.values().map(|e| e.bytes).sum()
    }

    /// What was made from that, if it is in memory.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&Resident> {
        self.entries.get(key).map(|e| &e.resident)
    }

    /// The lines of a layer at a level; uploaded if need be. `None` if they are more than the
    /// device can hold.
    pub fn lines(&mut self, device: &wgpu::Device, layer: &Arc<Prepared>, level: usize) -> Option<Key> {
        let source = layer.levels.get(level)?;
        let key = Key::Lines(layer.id, level);
        self.touch(key, || {
            let packed = PackedLines::new(source);
            let points = buffer(device, "map lines", &packed.points, wgpu::BufferUsages::VERTEX)?;
            let shifts = match packed.shifts.is_empty() {
                true => None,
                false => Some(buffer(
                    device,
                    "map lines side by side",
                    &packed.shifts,
                    wgpu::BufferUsages::VERTEX,
                )?),
            };
            let bytes = points.size() + shifts.as_ref().map_or(0, wgpu::Buffer::size);
            let resident = Resident::Lines(LineBuffer { points, shifts, chunks: packed.chunks });
            Some((resident, bytes, Owner::Layer(Arc::downgrade(layer))))
        })
    }

    /// The triangles of a layer at a level; uploaded if need be. `None` if they are more than the
    /// device can hold.
    pub fn mesh(&mut self, device: &wgpu::Device, layer: &Arc<Prepared>, level: usize) -> Option<Key> {
        let source = layer.levels.get(level)?;
        let key = Key::Mesh(layer.id, level);
        self.touch(key, || {
            let packed = PackedMesh::new(&source.take_mesh());
            let (mesh, bytes) = mesh_buffer(device, &packed.vertices, &packed.indices, packed.blocks)?;
            Some((Resident::Mesh(mesh), bytes, Owner::Layer(Arc::downgrade(layer))))
        })
    }

    /// The grid and picture of a relief; uploaded if need be.
    pub fn relief(
        &mut self,
        device: &wgpu::Device,
        queue: &wgpu::Queue,
        pipelines: &Pipelines,
        relief: &Arc<Relief>,
        projection: Projection,
    ) -> Option<Key> {
        let key = Key::Relief(relief.id, projection);
        self.touch(key, || {
            let packed = PackedRelief::new(relief, projection);
            let (mesh, bytes) = mesh_buffer(device, &packed.vertices, &packed.indices, packed.blocks)?;
            let (picture, texture_bytes) = super::texture::upload(device, queue, pipelines, relief)?;
            let owner = Owner::Relief(Arc::downgrade(relief));
            Some((Resident::Relief(mesh, picture), bytes + texture_bytes, owner))
        })
    }

    /// Marks an entry as used in this frame, making it first if there is none.
    fn touch(&mut self, key: Key, make: impl FnOnce() -> Option<(Resident, u64, Owner)>) -> Option<Key> {
        if let Some(entry) = self.entries.get_mut(&key) {
            entry.used = self.frame;
            return Some(key);
        }
        let (resident, bytes, owner) = make()?;
        self.entries.insert(key, Entry { resident, bytes, used: self.frame, owner });
        Some(key)
    }
}

fn mesh_buffer<V: bytemuck::Pod>(
    device: &wgpu::Device,
    vertices: &[V],
    indices: &[u32],
    blocks: Blocks,
) -> Option<(MeshBuffer, u64)> {
    let vertices = buffer(device, "map vertices", vertices, wgpu::BufferUsages::VERTEX)?;
    let indices = buffer(device, "map indices", indices, wgpu::BufferUsages::INDEX)?;
    let bytes = vertices.size() + indices.size();
    Some((MeshBuffer { vertices, indices, blocks }, bytes))
}

/// A buffer with that content; `None` if it is larger than the device allows.
fn buffer<T: bytemuck::Pod>(
    device: &wgpu::Device,
    label: &str,
    content: &[T],
    usage: wgpu::BufferUsages,
) -> Option<wgpu::Buffer> {
    let contents: &[u8] = bytemuck::cast_slice(content);
    if contents.len() as u64 > device.limits().max_buffer_size {
        return None;
    }
    Some(device.create_buffer_init(&wgpu::util::BufferInitDescriptor { label: Some(label), contents, usage }))
}
