//! A drawing as dots, for files that other programs open: with the fonts of documents, and nothing read from the machine.

use std::sync::{Arc, LazyLock};

use resvg::{
    tiny_skia::{Color, Pixmap, Transform},
    usvg::{Options, Tree, fontdb::Database},
};

use super::{DocumentError, Picture};

/// Dots for each pixel of the drawing, so that it is sharp on paper.
const SHARPNESS: u16 = 3;
const FAMILY: &str = "Libertinus Serif";

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in typst_assets::fonts() {
        fonts.load_font_data(font.to_vec());
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// A drawing as PNG, and its size in pixels of the drawing.
pub(super) struct Drawn {
    pub(super) png: Vec<u8>,
    pub(super) width: u32,
    pub(super) height: u32,
}

pub(super) fn drawn(picture: &Picture) -> Result<Drawn, DocumentError> {
    let failed = |message: String| DocumentError::Docx(format!("a picture could not be drawn: {message}"));
    let options = Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        ..Options::default()
    };
    let tree = Tree::from_str(&picture.svg, &options).map_err(|error| failed(error.to_string()))?;
    let size = tree.size().to_int_size();
    let times = u32::from(SHARPNESS);
    let mut dots = Pixmap::new(size.width() * times, size.height() * times)
        .ok_or_else(|| failed("it has no size".to_owned()))?;
    dots.fill(Color::WHITE);
    let scale = f32::from(SHARPNESS);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut dots.as_mut());
    Ok(Drawn {
        png: dots.encode_png().map_err(|error| failed(error.to_string()))?,
        width: size.width(),
        height: size.height(),
    })
}
