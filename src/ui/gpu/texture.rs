//! The relief's picture as a texture with mip levels.

use super::pipelines::Pipelines;
use std::borrow::Cow;
use tumen_scene::relief::Relief;

/// One mip level: width, height and straight-alpha pixels.
struct Picture<'a> {
    size: [usize; 2],
    pixels: Cow<'a, [[u8; 4]]>,
}

/// Uploads a relief's picture with all smaller ones; gives what binds it and its bytes. `None` if
/// the picture is empty or its size does not fit its pixels.
pub fn upload(
    device: &wgpu::Device,
    queue: &wgpu::Queue,
    pipelines: &Pipelines,
    relief: &Relief,
) -> Option<(wgpu::BindGroup, u64)> {
    let [w, h] = relief.size;
    if w == 0 || h == 0 || relief.pixels.len() != w * h {
        return None;
    }
    let mips = mips(relief, device.limits().max_texture_dimension_2d as usize);
    let size = |p: &Picture<'_>| wgpu::Extent3d {
        width: p.size[0] as u32,
        height: p.size[1] as u32,
        depth_or_array_layers: 1,
    };
    let texture = device.create_texture(&wgpu::TextureDescriptor {
        label: Some("map relief"),
        size: size(mips.first()?),
        mip_level_count: mips.len() as u32,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        // Not an sRGB format: colors are blended as they are, like egui's.
        format: wgpu::TextureFormat::Rgba8Unorm,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    for (level, mip) in mips.iter().enumerate() {
        let target = wgpu::TexelCopyTextureInfo { mip_level: level as u32, ..texture.as_image_copy() };
        let layout = wgpu::TexelCopyBufferLayout {
            offset: 0,
            bytes_per_row: Some(4 * mip.size[0] as u32),
            rows_per_image: None,
        };
        queue.write_texture(target, mip.pixels.as_flattened(), layout, size(mip));
    }
    let bytes = mips.iter().map(|m| m.pixels.len() as u64 * 4).sum();
    let view = texture.create_view(&wgpu::TextureViewDescriptor::default());
    Some((pipelines.bind_picture(device, &view, &pipelines.sampler), bytes))
}

/// The picture and its halvings down to one pixel, leaving out those larger than `limit`.
fn mips(relief: &Relief, limit: usize) -> Vec<Picture<'_>> {
    let mut mips = vec![Picture { size: relief.size, pixels: Cow::Borrowed(&relief.pixels) }];
    while let Some(last) = mips.last().filter(|m| m.size != [1, 1]) {
        let half = halved(last);
        mips.push(half);
    }
    mips.retain(|m| m.size.iter().all(|s| *s <= limit));
    mips
}

fn halved(picture: &Picture<'_>) -> Picture<'static> {
    let [w, h] = picture.size;
    let size = [(w / 2).max(1), (h / 2).max(1)];
    let mut pixels = Vec::with_capacity(size[0] * size[1]);
    for y in 0..size[1] {
        let rows = [2 * y, (2 * y + 1).min(h - 1)];
        for x in 0..size[0] {
            let columns = [2 * x, (2 * x + 1).min(w - 1)];
            let at = |i: usize| picture.pixels[rows[i / 2] * w + columns[i % 2]];
            pixels.push(average([at(0), at(1), at(2), at(3)]));
        }
    }
    Picture { size, pixels: Cow::Owned(pixels) }
}

/// The mean of four straight-alpha colors; a transparent one does not tint it.
fn average(colors: [[u8; 4]; 4]) -> [u8; 4] {
    let alpha: u32 = colors.iter().map(|c| u32::from(c[3])).sum();
    if alpha == 0 {
        return [0; 4];
    }
    let channel = |i: usize| {
        let sum: u32 = colors.iter().map(|c| u32::from(c[i]) * u32::from(c[3])).sum();
        ((sum + alpha / 2) / alpha) as u8
    };
    [channel(0), channel(1), channel(2), ((alpha + 2) / 4) as u8]
}
