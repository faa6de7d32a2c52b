//! Builds the files of a Shapefile for tests.
#![allow(dead_code, reason = "each test uses a part")]

/// A main file being built.
#[derive(Clone)]
pub struct Shp {
    kind: i32,
    records: Vec<Vec<u8>>,
}

impl Shp {
    /// An empty file of a type of shapes, such as 5 for polygons.
    pub fn new(kind: i32) -> Self {
        Self { kind, records: Vec::new() }
    }

    /// Adds the content of a record as it is.
    pub fn content(mut self, content: Vec<u8>) -> Self {
        self.records.push(content);
        self
    }

    /// Adds a null shape.
    pub fn null(self) -> Self {
        self.content(0_i32.to_le_bytes().to_vec())
    }

    /// Adds a point; its third number is a height (type 11) or a measure (21).
    pub fn point(self, at: [f64; 3]) -> Self {
        let mut content = self.kind.to_le_bytes().to_vec();
        doubles(&mut content, &at[..2]);
        match self.kind {
            11 => doubles(&mut content, &[at[2], -1e39]),
            21 => doubles(&mut content, &at[2..]),
            _ => {}
        }
        self.content(content)
    }

    /// Adds a multipoint, polyline, polygon or multipatch (with types of its parts).
    pub fn parts(self, parts: &[Vec<[f64; 3]>], patch_kinds: &[i32]) -> Self {
        let points: Vec<[f64; 3]> = parts.concat();
        let mut content = self.kind.to_le_bytes().to_vec();
        doubles(&mut content, &[0.0; 4]);
        if !matches!(self.kind, 8 | 18 | 28) {
            content.extend((parts.len() as i32).to_le_bytes());
        }
        content.extend((points.len() as i32).to_le_bytes());
        if !matches!(self.kind, 8 | 18 | 28) {
            let mut start = 0_i32;
            for part in parts {
                content.extend(start.to_le_bytes());
                start += part.len() as i32;
            }
        }
        patch_kinds.iter().for_each(|k| content.extend(k.to_le_bytes()));
        points.iter().for_each(|p| doubles(&mut content, &p[..2]));
        let lists = match self.kind {
            13 | 15 | 18 | 31 => 2,
            23 | 25 | 28 => 1,
            _ => 0,
        };
        for _ in 0..lists {
            doubles(&mut content, &[0.0; 2]);
            points.iter().for_each(|p| doubles(&mut content, &p[2..]));
        }
        self.content(content)
    }

    /// The bytes of the file.
    pub fn build(&self) -> Vec<u8> {
        let mut bytes = vec![0; 100];
        for (number, content) in (1_i32..).zip(&self.records) {
            bytes.extend(number.to_be_bytes());
            bytes.extend(((content.len() / 2) as i32).to_be_bytes());
            bytes.extend(content);
        }
        bytes[..4].copy_from_slice(&9994_i32.to_be_bytes());
        let words = (bytes.len() / 2) as i32;
        bytes[24..28].copy_from_slice(&words.to_be_bytes());
        bytes[28..32].copy_from_slice(&1000_i32.to_le_bytes());
        bytes[32..36].copy_from_slice(&self.kind.to_le_bytes());
        bytes
    }
}

fn doubles(out: &mut Vec<u8>, numbers: &[f64]) {
    numbers.iter().for_each(|n| out.extend(n.to_le_bytes()));
}

/// A dBase III table: columns of a name, a type and a length, rows of their bytes (padded with spaces on the
/// right, numbers on the left). A row that begins with `*` is deleted.
pub fn dbf(driver: u8, columns: &[(&[u8], u8, u8)], rows: &[Vec<&[u8]>]) -> Vec<u8> {
    let row_length: usize = 1 + columns.iter().map(|(.., l)| usize::from(*l)).sum::<usize>();
    let mut bytes = vec![3, 124, 1, 1];
    bytes.extend((rows.len() as u32).to_le_bytes());
    bytes.extend((33 + 32 * columns.len() as u16).to_le_bytes());
    bytes.extend((row_length as u16).to_le_bytes());
    bytes.resize(32, 0);
    bytes[29] = driver;
    for (name, kind, length) in columns {
        let mut field = [0; 32];
        field[..name.len()].copy_from_slice(name);
        (field[11], field[16]) = (*kind, *length);
        bytes.extend(field);
    }
    bytes.push(0x0D);
    for row in rows {
        let deleted = row.len() > columns.len();
        bytes.push(if deleted { b'*' } else { b' ' });
        for (value, (_, kind, length)) in row.iter().zip(columns) {
            let space = vec![b' '; usize::from(*length) - value.len()];
            let (left, right) = if *kind == b'N' { (space, vec![]) } else { (vec![], space) };
            bytes.extend([left, value.to_vec(), right].concat());
        }
    }
    bytes.push(0x1A);
    bytes
}
