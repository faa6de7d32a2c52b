//! The pipelines of the map and their layouts.

use super::lines::{LinePoint, Shift};
use super::mesh::ReliefVertex;
use super::uniforms::Locals;

/// How lines, fills and relief are drawn into the target that egui draws into.
pub struct Pipelines {
    /// Lines beside others on the same alignment: as [`Self::lines`], with the shifts in four buffers more.
    pub lines_side_by_side: wgpu::RenderPipeline,
    /// Lines: a strip of four corners an instance, four buffers (see [`super::lines::PackedLines`]).
    pub lines: wgpu::RenderPipeline,
    /// Areas: indexed triangles.
    pub fills: wgpu::RenderPipeline,
    /// The same for opaque colors, without reading what lies beneath.
    pub opaque_fills: wgpu::RenderPipeline,
    /// One color over everything: three corners, no buffers.
    pub cover: wgpu::RenderPipeline,
    /// A kept picture on its rectangle: a strip of four corners, no buffers.
    pub picture: wgpu::RenderPipeline,
    /// Relief: indexed triangles and a texture.
    pub relief: wgpu::RenderPipeline,
    /// Layout of the uniform bind group (group 0).
    pub uniform_layout: wgpu::BindGroupLayout,
    /// Layout of the texture bind group (group 1).
    pub texture_layout: wgpu::BindGroupLayout,
    /// Linear, also between mip levels; the edge is repeated.
    pub sampler: wgpu::Sampler,
    /// The nearest pixel; the edge is repeated.
    pub nearest: wgpu::Sampler,
}

impl Pipelines {
    /// Makes the pipelines for a target format.
    #[must_use]
    pub fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let uniform_layout = uniform_layout(device);
        let texture_layout = texture_layout(device);
        let maker = Maker { device, format };
        Self {
            lines_side_by_side: maker.lines(&uniform_layout, true),
            lines: maker.lines(&uniform_layout, false),
            fills: maker.fills(&uniform_layout, Some(EGUI_BLEND)),
            opaque_fills: maker.fills(&uniform_layout, None),
            cover: maker.cover(&uniform_layout),
            picture: maker.picture(&uniform_layout, &texture_layout, None),
            relief: maker.relief(&uniform_layout, &texture_layout),
            uniform_layout,
            texture_layout,
            sampler: device.create_sampler(&wgpu::SamplerDescriptor {
                label: Some("map relief"),
                mag_filter: wgpu::FilterMode::Linear,
                min_filter: wgpu::FilterMode::Linear,
                mipmap_filter: wgpu::MipmapFilterMode::Linear,
                ..Default::default()
            }),
            nearest: device
                .create_sampler(&wgpu::SamplerDescriptor { label: Some("kept map"), ..Default::default() }),
        }
    }
}

impl Pipelines {
    /// A kept picture that fades over another. It is rarely needed, so it is not made with the others.
    #[must_use]
    pub fn fading_picture(&self, device: &wgpu::Device, format: wgpu::TextureFormat) -> wgpu::RenderPipeline {
        Maker { device, format }.picture(&self.uniform_layout, &self.texture_layout, Some(EGUI_BLEND))
    }

    /// What binds a picture that is sampled in some way.
    #[must_use]
    pub fn bind_picture(
        &self,
        device: &wgpu::Device,
        view: &wgpu::TextureView,
        sampler: &wgpu::Sampler,
    ) -> wgpu::BindGroup {
        device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("map picture"),
            layout: &self.texture_layout,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: wgpu::BindingResource::TextureView(view) },
                wgpu::BindGroupEntry { binding: 1, resource: wgpu::BindingResource::Sampler(sampler) },
            ],
        })
    }
}

fn uniform_layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("map uniforms"),
        entries: &[wgpu::BindGroupLayoutEntry {
            binding: 0,
            visibility: wgpu::ShaderStages::VERTEX_FRAGMENT,
            ty: wgpu::BindingType::Buffer {
                ty: wgpu::BufferBindingType::Uniform,
                has_dynamic_offset: true,
                min_binding_size: wgpu::BufferSize::new(size_of::<Locals>() as u64),
            },
            count: None,
        }],
    })
}

fn texture_layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    let entry = |binding, ty| wgpu::BindGroupLayoutEntry {
        binding,
        visibility: wgpu::ShaderStages::FRAGMENT,
        ty,
        count: None,
    };
    let texture = wgpu::BindingType::Texture {
        sample_type: wgpu::TextureSampleType::Float { filterable: true },
        view_dimension: wgpu::TextureViewDimension::D2,
        multisampled: false,
    };
    let sampler = wgpu::BindingType::Sampler(wgpu::SamplerBindingType::Filtering);
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("map relief"),
        entries: &[entry(0, texture), entry(1, sampler)],
    })
}

/// What tells one pipeline from another besides its shader.
struct Shape<'a> {
    buffers: &'a [Option<wgpu::VertexBufferLayout<'a>>],
    topology: wgpu::PrimitiveTopology,
    /// The shader's entry for corners.
    corner: &'a str,
    blend: Option<wgpu::BlendState>,
}

struct Maker<'a> {
    device: &'a wgpu::Device,
    format: wgpu::TextureFormat,
}

impl Maker<'_> {
    fn lines(&self, uniforms: &wgpu::BindGroupLayout, side_by_side: bool) -> wgpu::RenderPipeline {
        let attribute =
            |format, offset, shader_location| wgpu::VertexAttribute { format, offset, shader_location };
        let attributes: [_; 4] = std::array::from_fn(|slot| {
            let location = 2 * slot as u32;
            [
                attribute(wgpu::VertexFormat::Sint32x2, 0, location),
                attribute(wgpu::VertexFormat::Uint32, 8, location + 1),
            ]
        });
        // Behind the last point's position: the shader does not ask for its word.
        let shifts: [_; 4] =
            std::array::from_fn(|slot| [attribute(wgpu::VertexFormat::Sint16x2, 0, 7 + slot as u32)]);
        let buffer = |stride: usize, attributes| {
            let (array_stride, step_mode) = (stride as u64, wgpu::VertexStepMode::Instance);
            Some(wgpu::VertexBufferLayout { array_stride, step_mode, attributes })
        };
        let [a, b, c, d] = &attributes;
        let points = [a, b, c, &d[..1]].map(|attributes| buffer(size_of::<LinePoint>(), attributes));
        let shifts = shifts.each_ref().map(|attributes| buffer(size_of::<Shift>(), attributes));
        let (buffers, corner) = match side_by_side {
            true => ([points, shifts].concat(), "vs_side_by_side"),
            false => (points.to_vec(), "vs_main"),
        };
        let strip = wgpu::PrimitiveTopology::TriangleStrip;
        let shape = Shape { buffers: &buffers, topology: strip, corner, blend: Some(EGUI_BLEND) };
        self.pipeline("map lines", include_str!("lines.wgsl"), &[Some(uniforms)], &shape)
    }

    fn fills(
        &self,
        uniforms: &wgpu::BindGroupLayout,
        blend: Option<wgpu::BlendState>,
    ) -> wgpu::RenderPipeline {
        let buffers = [Some(wgpu::VertexBufferLayout {
            array_stride: 8,
            step_mode: wgpu::VertexStepMode::Vertex,
            attributes: &wgpu::vertex_attr_array![0 => Sint32x2],
        })];
        let list = wgpu::PrimitiveTopology::TriangleList;
        let shape = Shape { buffers: &buffers, topology: list, corner: "vs_main", blend };
        self.pipeline("map fills", include_str!("fills.wgsl"), &[Some(uniforms)], &shape)
    }

    fn cover(&self, uniforms: &wgpu::BindGroupLayout) -> wgpu::RenderPipeline {
        let list = wgpu::PrimitiveTopology::TriangleList;
        let shape = Shape { buffers: &[], topology: list, corner: "vs_cover", blend: None };
        self.pipeline("map background", include_str!("fills.wgsl"), &[Some(uniforms)], &shape)
    }

    fn picture(
        &self,
        uniforms: &wgpu::BindGroupLayout,
        texture: &wgpu::BindGroupLayout,
        blend: Option<wgpu::BlendState>,
    ) -> wgpu::RenderPipeline {
        let strip = wgpu::PrimitiveTopology::TriangleStrip;
        let shape = Shape { buffers: &[], topology: strip, corner: "vs_main", blend };
        let layouts = [Some(uniforms), Some(texture)];
        self.pipeline("kept map", include_str!("picture.wgsl"), &layouts, &shape)
    }

    fn relief(
        &self,
        uniforms: &wgpu::BindGroupLayout,
        texture: &wgpu::BindGroupLayout,
    ) -> wgpu::RenderPipeline {
        let buffers = [Some(wgpu::VertexBufferLayout {
            array_stride: size_of::<ReliefVertex>() as u64,
            step_mode: wgpu::VertexStepMode::Vertex,
            attributes: &wgpu::vertex_attr_array![0 => Sint32x2, 1 => Float32x2],
        })];
        let layouts = [Some(uniforms), Some(texture)];
        let list = wgpu::PrimitiveTopology::TriangleList;
        let shape = Shape { buffers: &buffers, topology: list, corner: "vs_main", blend: Some(EGUI_BLEND) };
        self.pipeline("map relief", include_str!("relief.wgsl"), &layouts, &shape)
    }

    fn pipeline(
        &self,
        label: &str,
        source: &str,
        layouts: &[Option<&wgpu::BindGroupLayout>],
        shape: &Shape<'_>,
    ) -> wgpu::RenderPipeline {
        let module = self.module(label, source);
        let layout = self.device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
            label: Some(label),
            bind_group_layouts: layouts,
            immediate_size: 0,
        });
        self.device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
            label: Some(label),
            layout: Some(&layout),
            vertex: wgpu::VertexState {
                module: &module,
                entry_point: Some(shape.corner),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                buffers: shape.buffers,
            },
            primitive: wgpu::PrimitiveState { topology: shape.topology, ..Default::default() },
            depth_stencil: None,
            multisample: wgpu::MultisampleState::default(),
            fragment: Some(wgpu::FragmentState {
                module: &module,
                entry_point: Some("fs_main"),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                targets: &[Some(wgpu::ColorTargetState {
                    format: self.format,
                    blend: shape.blend,
                    write_mask: wgpu::ColorWrites::ALL,
                })],
            }),
            multiview_mask: None,
            cache: None,
        })
    }

    fn module(&self, label: &str, source: &str) -> wgpu::ShaderModule {
        let linear = self.format.is_srgb();
        let common = include_str!("common.wgsl");
        let source = format!("const LINEAR_TARGET: bool = {linear};\n{common}\n{source}");
        self.device.create_shader_module(wgpu::ShaderModuleDescriptor {
            label: Some(label),
            source: wgpu::ShaderSource::Wgsl(source.into()),
        })
    }
}

/// Premultiplied alpha over, as egui's own pipeline blends.
const EGUI_BLEND: wgpu::BlendState = wgpu::BlendState {
    color: wgpu::BlendComponent {
        src_factor: wgpu::BlendFactor::One,
        dst_factor: wgpu::BlendFactor::OneMinusSrcAlpha,
        operation: wgpu::BlendOperation::Add,
    },
    alpha: wgpu::BlendComponent {
        src_factor: wgpu::BlendFactor::OneMinusDstAlpha,
        dst_factor: wgpu::BlendFactor::One,
        operation: wgpu::BlendOperation::Add,
    },
};

/// What the interface is drawn with.
pub struct InterfacePipelines {
    /// Areas in colors.
    pub plain: wgpu::RenderPipeline,
    /// Areas with a texture.
    pub textured: wgpu::RenderPipeline,
    /// Layout of group 0: the size of the window.
    pub window: wgpu::BindGroupLayout,
    /// Layout of group 1: texture and sampler.
    pub texture: wgpu::BindGroupLayout,
}

/// Makes the pipelines of [`super::interface`] for a target format.
pub fn interface(device: &wgpu::Device, format: wgpu::TextureFormat) -> InterfacePipelines {
    let window = device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("interface"),
        entries: &[wgpu::BindGroupLayoutEntry {
            binding: 0,
            visibility: wgpu::ShaderStages::VERTEX,
            ty: wgpu::BindingType::Buffer {
                ty: wgpu::BufferBindingType::Uniform,
                has_dynamic_offset: false,
                min_binding_size: None,
            },
            count: None,
        }],
    });
    let texture = texture_layout(device);
    let plain = interface_pipeline(device, format, &[Some(&window)], "fs_plain");
    let textured = interface_pipeline(device, format, &[Some(&window), Some(&texture)], "fs_textured");
    InterfacePipelines { plain, textured, window, texture }
}

fn interface_pipeline(
    device: &wgpu::Device,
    format: wgpu::TextureFormat,
    layouts: &[Option<&wgpu::BindGroupLayout>],
    fragment: &str,
) -> wgpu::RenderPipeline {
    let module = device.create_shader_module(wgpu::ShaderModuleDescriptor {
        label: Some("interface"),
        source: wgpu::ShaderSource::Wgsl(include_str!("interface.wgsl").into()),
    });
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some("interface"),
        bind_group_layouts: layouts,
        immediate_size: 0,
    });
    let attributes = wgpu::vertex_attr_array![0 => Float32x2, 1 => Float32x2, 2 => Unorm8x4];
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("interface"),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module: &module,
            entry_point: Some("vs_main"),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            buffers: &[Some(wgpu::VertexBufferLayout {
                array_stride: size_of::<eframe::egui::epaint::Vertex>() as u64,
                step_mode: wgpu::VertexStepMode::Vertex,
                attributes: &attributes,
            })],
        },
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        fragment: Some(wgpu::FragmentState {
            module: &module,
            entry_point: Some(fragment),
            compilation_options: wgpu::PipelineCompilationOptions::default(),
            targets: &[Some(wgpu::ColorTargetState {
                format,
                blend: Some(EGUI_BLEND),
                write_mask: wgpu::ColorWrites::ALL,
            })],
        }),
        multiview_mask: None,
        cache: None,
    })
}
