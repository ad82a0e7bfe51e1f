//! Small PNGs: the colours of a drawing are few, so each pixel is a number in a table of them.

use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

/// Colours that a table can hold.
const MOST: usize = 256;

type Colour = [u8; 4];

/// The same PNG (8 bits a channel, with or without alpha) with a table of its most frequent colours. Where edges blend into
/// more of them, the rest become the nearest of these.
///
/// # Errors
/// When it is no such PNG.
pub(crate) fn indexed(picture: &[u8]) -> Result<Vec<u8>> {
    let mut reader = png::Decoder::new(Cursor::new(picture)).read_info()?;
    let mut bytes = vec![0; reader.output_buffer_size().context("too large")?];
    let info = reader.next_frame(&mut bytes)?;
    ensure!(info.bit_depth == png::BitDepth::Eight, "eight bits a channel are expected");
    let colour: fn(&[u8]) -> Colour = match info.color_type {
        png::ColorType::Rgb => |pixel| [pixel[0], pixel[1], pixel[2], 255],
        png::ColorType::Rgba => |pixel| [pixel[0], pixel[1], pixel[2], pixel[3]],
        other => anyhow::bail!("no colours in {other:?}"),
    };
    let pixels: Vec<Colour> =
        bytes[..info.buffer_size()].chunks_exact(info.color_type.samples()).map(colour).collect();
    let (table, places) = table(&pixels);

    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, info.width, info.height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(table.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect::<Vec<u8>>());
    if table.iter().any(|colour| colour[3] < 255) {
        encoder.set_trns(table.iter().map(|colour| colour[3]).collect::<Vec<u8>>());
    }
    encoder.set_compression(png::Compression::High);
    // Numbers of colours say nothing about their neighbours.
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels.iter().map(|colour| places[colour]).collect::<Vec<u8>>())?;
    writer.finish()?;
    Ok(out)
}

/// The table, and the place of every colour in it.
fn table(pixels: &[Colour]) -> (Vec<Colour>, HashMap<Colour, u8>) {
    let mut counts = BTreeMap::<Colour, usize>::new();
    pixels.iter().for_each(|colour| *counts.entry(*colour).or_default() += 1);
    let mut table: Vec<Colour> = counts.keys().copied().collect();
    table.sort_by_key(|colour| (std::cmp::Reverse(counts[colour]), *colour));
    table.truncate(MOST);
    table.sort_unstable();
    let far = |one: Colour, two: Colour| -> u32 {
        one.iter().zip(two).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    let nearest = |colour: Colour| {
        let places = (0..=u8::MAX).zip(&table);
        places.min_by_key(|(_, known)| far(colour, **known)).map_or(0, |(place, _)| place)
    };
    let places = counts.keys().map(|colour| (*colour, nearest(*colour))).collect();
    (table, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pixels: &[Colour]) -> Result<Vec<u8>> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, 16, u32::try_from(pixels.len() / 16)?);
        encoder.set_color(png::ColorType::Rgba);
        encoder.write_header()?.write_image_data(pixels.as_flattened())?;
        Ok(out)
    }

    fn read(picture: &[u8]) -> Result<Vec<Colour>> {
        let mut decoder = png::Decoder::new(Cursor::new(picture));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
        let mut reader = decoder.read_info()?;
        let mut bytes = vec![0; reader.output_buffer_size().context("too large")?];
        reader.next_frame(&mut bytes)?;
        Ok(bytes.as_chunks::<4>().0.to_vec())
    }

    #[test]
    fn a_picture_of_few_colours_stays_as_it_is_and_one_of_many_nearly() -> Result<()> {
        let few: Vec<Colour> = (0..=255).map(|n| [n, 255 - n, 7, n]).collect();
        assert_eq!(read(&indexed(&written(&few)?)?)?, few);

        // All are frequent but a few of an edge, each beside one that is.
        let edge = |n: u8| [n, 255 - n, 8, n];
        let many: Vec<Colour> = few.iter().chain(&few).copied().chain((0..16).map(edge)).collect();
        let shown = read(&indexed(&written(&many)?)?)?;
        assert_eq!(shown[..512], many[..512]);
        assert_eq!(shown[512..], few[..16]);
        Ok(())
    }
}
