//! The textures of egui.

use eframe::egui::TextureId;
use eframe::egui::epaint::textures::{TextureFilter, TextureOptions, TextureWrapMode};
use eframe::egui::epaint::{ImageData, ImageDelta};
use std::collections::HashMap;

/// A change of egui's textures.
#[derive(Clone)]
pub enum Change {
    /// A whole texture, or a part of one.
    Set(TextureId, ImageDelta),
    /// A texture that is drawn no more.
    Free(TextureId),
}

struct Entry {
    texture: wgpu::Texture,
    binding: wgpu::BindGroup,
}

/// All textures of egui.
pub struct Textures {
    layout: wgpu::BindGroupLayout,
    entries: HashMap<TextureId, Entry>,
}

impl Textures {
    /// None yet; bound by that layout (texture, sampler).
    pub fn new(layout: wgpu::BindGroupLayout) -> Self {
        Self { layout, entries: HashMap::new() }
    }

    /// What binds a texture.
    pub fn get(&self, id: TextureId) -> Option<&wgpu::BindGroup> {
        self.entries.get(&id).map(|e| &e.binding)
    }

    /// Makes a change.
    pub fn apply(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, change: Change) {
        match change {
            Change::Set(id, delta) => self.set(device, queue, id, &delta),
            Change::Free(id) => {
                self.entries.remove(&id);
            }
        }
    }

    fn set(&mut self, device: &wgpu::Device, queue: &wgpu::Queue, id: TextureId, delta: &ImageDelta) {
        let ImageData::Color(image) = &delta.image;
        let size = image.size.map(|side| side as u32);
        if delta.pos.is_none() {
            let entry = self.entry(device, size, &delta.options);
            self.entries.insert(id, entry);
        }
        let Some(entry) = self.entries.get(&id) else { return };
        let [x, y] = delta.pos.unwrap_or_default().map(|v| v as u32);
        queue.write_texture(
            wgpu::TexelCopyTextureInfo {
                origin: wgpu::Origin3d { x, y, z: 0 },
                ..entry.texture.as_image_copy()
            },
            bytemuck::cast_slice(&image.pixels),
            wgpu::TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(4 * size[0]), rows_per_image: None },
            wgpu::Extent3d { width: size[0], height: size[1], depth_or_array_layers: 1 },
        );
    }

    fn entry(&self, device: &wgpu::Device, [width, height]: [u32; 2], options: &TextureOptions) -> Entry {
        let texture = device.create_texture(&wgpu::TextureDescriptor {
            label: Some("interface"),
            size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format: wgpu::TextureFormat::Rgba8Unorm,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
        let sampler = device.create_sampler(&sampler(options));
        let binding = device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("interface"),
            layout: &self.layout,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(&view) },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(&sampler) },
            ],
        });
        Entry { texture, binding }
    }
}

fn sampler(options: &TextureOptions) -> wgpu::SamplerDescriptor<'static> {
    let filter = |filter: TextureFilter| match filter {
        TextureFilter::Nearest => wgpu::FilterMode::Nearest,
        TextureFilter::Linear => wgpu::FilterMode::Linear,
    };
    let edge = match options.wrap_mode {
        TextureWrapMode::ClampToEdge => wgpu::AddressMode::ClampToEdge,
        TextureWrapMode::Repeat => wgpu::AddressMode::Repeat,
        TextureWrapMode::MirroredRepeat => wgpu::AddressMode::MirrorRepeat,
    };
    wgpu::SamplerDescriptor {
        label: Some("interface"),
        mag_filter: filter(options.magnification),
        min_filter: filter(options.minification),
        address_mode_u: edge,
        address_mode_v: edge,
        ..Default::default()
    }
}
