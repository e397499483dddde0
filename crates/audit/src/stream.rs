//! The bytes of one file as UTF-8: unpacked, its encoding found, and never more of it in memory than a buffer.

use std::fs::File;
use std::io::{self, BufReader, Chain, Cursor, Read};
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, Decoder, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE,
};

/// Stands for bytes that the encoding does not have. A noncharacter, so that no text holds it by right.
pub const UNDECODABLE: char = '\u{ffff}';

/// How much of a file the detector sees.
const HEAD: usize = 256 << 10;

/// A file that is open, as bytes that are already unpacked.
pub struct Unpacked {
    /// What it was packed in: `gz`, `zst`.
    pub packed: Option<&'static str>,
    /// The first bytes.
    pub head: Vec<u8>,
    rest: Box<dyn Read + Send>,
}

/// Opens a file, or standard input for `-`, and unpacks it if its first bytes say that it is packed.
///
/// # Errors
/// What the operating system says.
pub fn open(path: &Path) -> io::Result<Unpacked> {
    let mut raw: Box<dyn Read + Send> = if path.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        let file = File::open(path)?;
        if file.metadata()?.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        Box::new(file)
    };
    let magic = head(&mut raw, 4)?;
    let raw = BufReader::with_capacity(HEAD, Cursor::new(magic.clone()).chain(raw));
    let (packed, mut rest): (_, Box<dyn Read + Send>) = match magic.as_slice() {
        [0x1f, 0x8b, ..] => (Some("gz"), Box::new(flate2::bufread::MultiGzDecoder::new(raw))),
        [0x28, 0xb5, 0x2f, 0xfd] => {
            (Some("zst"), Box::new(zstd::stream::read::Decoder::with_buffer(raw)?))
        }
        _ => (None, Box::new(raw)),
    };
    let mut head = Vec::new();
    if let Err(error) = (&mut rest).take(HEAD as u64).read_to_end(&mut head) {
        rest = Box::new(Breaks(Some(error)));
    }
    Ok(Unpacked { packed, head, rest })
}

impl Unpacked {
    /// All of it, as it is.
    pub fn bytes(self) -> Chain<Cursor<Vec<u8>>, Box<dyn Read + Send>> {
        Cursor::new(self.head).chain(self.rest)
    }

    /// All of it as UTF-8 without a byte order mark, and the name of the encoding. `wanted` is not asked twice.
    pub fn text(self, wanted: Option<&'static Encoding>) -> (Text, &'static str) {
        let (encoding, mark) = match Encoding::for_bom(&self.head) {
            Some((found, length)) if wanted.is_none_or(|wanted| wanted == found) => (found, length),
            _ => (wanted.unwrap_or_else(|| detect(&self.head)), 0),
        };
        let mut bytes = self.bytes();
        let length = bytes.get_ref().0.get_ref().len();
        bytes.get_mut().0.set_position(mark.min(length) as u64);
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        (
            Text {
                bytes,
                decoder,
                raw: Vec::new(),
                at: 0,
                ready: Vec::new(),
                given: 0,
                ended: false,
            },
            encoding.name(),
        )
    }
}

/// The first bytes, fewer at the end of the file.
fn head(from: &mut dyn Read, most: usize) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    from.take(most as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// A file that breaks off early is still read up to there: the error comes when it is its turn.
struct Breaks(Option<io::Error>);

impl Read for Breaks {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

/// The encoding of bytes without a mark. What Excel in China writes is GB18030, also where the guess says GBK.
fn detect(head: &[u8]) -> &'static Encoding {
    let whole = match std::str::from_utf8(head) {
        Ok(_) => return UTF_8,
        // The last character may be cut.
        Err(error) if error.error_len().is_none() && head.len() >= HEAD => return UTF_8,
        Err(_) => head.len() < HEAD,
    };
    if let Some(encoding) = utf_16_by_zeros(head) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, whole);
    if mostly_sound_utf_8(head) {
        return UTF_8;
    }
    // Chinese it is; what the detector takes for another language is a short text.
    if detector.guess(None, Utf8Detection::Deny) == BIG5 { BIG5 } else { GB18030 }
}

/// UTF-8 with a few broken bytes is still UTF-8: its rows are refused one by one.
fn mostly_sound_utf_8(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let (mut sound, mut broken) = (0, 0);
    for ch in text.chars() {
        // Shorter ones also come about by chance in other encodings.
        sound += usize::from(ch >= '\u{800}' && ch != char::REPLACEMENT_CHARACTER);
        broken += usize::from(ch == char::REPLACEMENT_CHARACTER);
    }
    sound > 2 * broken
}

/// UTF-16 without a mark: nearly every second byte of what ends lines and separates columns is zero.
fn utf_16_by_zeros(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 20;
    match () {
        () if odd > many && even * 10 < odd => Some(UTF_16LE),
        () if even > many && odd * 10 < even => Some(UTF_16BE),
        () => None,
    }
}

/// An encoding by the name that people use.
pub fn encoding(name: &str) -> Option<&'static Encoding> {
    match Encoding::for_label(name.trim().as_bytes())? {
        // GB18030 holds all of GBK and gb2312.
        encoding if encoding == GBK => Some(GB18030),
        encoding => Some(encoding),
    }
}

/// UTF-8 bytes of a text. What its encoding does not have becomes [`UNDECODABLE`]; broken UTF-8 passes as it is.
pub struct Text {
    bytes: Chain<Cursor<Vec<u8>>, Box<dyn Read + Send>>,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    at: usize,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl Read for Text {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.decoder.is_none() {
            return self.bytes.read(into);
        }
        while self.given == self.ready.len() && !self.ended {
            self.decode()?;
        }
        let given = (self.ready.len() - self.given).min(into.len());
        into[..given].copy_from_slice(&self.ready[self.given..self.given + given]);
        self.given += given;
        Ok(given)
    }
}

impl Text {
    fn decode(&mut self) -> io::Result<()> {
        let Some(decoder) = &mut self.decoder else { return Ok(()) };
        if self.at == self.raw.len() {
            self.raw.resize(HEAD, 0);
            let read = self.bytes.read(&mut self.raw)?;
            self.raw.truncate(read);
            self.at = 0;
            self.ended = read == 0;
        }
        self.ready.resize(3 * HEAD + 16, 0);
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(
            &self.raw[self.at..],
            &mut self.ready,
            self.ended,
        );
        self.at += read;
        self.given = 0;
        self.ready.truncate(written);
        match result {
            DecoderResult::Malformed(..) => {
                let mut mark = [0; 4];
                self.ready.extend_from_slice(UNDECODABLE.encode_utf8(&mut mark).as_bytes());
                // More may stand behind the malformed bytes, even at the end.
                self.ended = false;
            }
            DecoderResult::OutputFull => self.ended = false,
            DecoderResult::InputEmpty => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(bytes: &[u8], wanted: Option<&'static Encoding>) -> (String, &'static str) {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(bytes).expect("written");
        let (mut text, name) = open(file.path()).expect("opened").text(wanted);
        let mut all = String::new();
        text.read_to_string(&mut all).expect("UTF-8");
        (all, name)
    }

    const SAYS: &str =
        "编号,回复内容\r\n1,您好，请您稍等，我马上给您办理。\r\n2,这个我不知道，您自己看吧。\r\n";

    #[test]
    fn every_encoding_that_portals_export_is_found() {
        let utf_16 = |text: &str, little| -> Vec<u8> {
            let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
            text.encode_utf16().flat_map(bytes).collect()
        };
        let traditional =
            "編號,回覆內容\r\n1,您好，請您稍等，我馬上為您辦理。謝謝您的理解與配合。\r\n";
        for (bytes, name, text) in [
            (SAYS.as_bytes().to_vec(), "UTF-8", SAYS),
            ([b"\xef\xbb\xbf", SAYS.as_bytes()].concat(), "UTF-8", SAYS),
            (GB18030.encode(SAYS).0.into_owned(), "gb18030", SAYS),
            (BIG5.encode(traditional).0.into_owned(), "Big5", traditional),
            ([b"\xff\xfe".to_vec(), utf_16(SAYS, true)].concat(), "UTF-16LE", SAYS),
            ([b"\xfe\xff".to_vec(), utf_16(SAYS, false)].concat(), "UTF-16BE", SAYS),
            (utf_16(SAYS, true), "UTF-16LE", SAYS),
        ] {
            let (read, found) = read(&bytes, None);
            assert_eq!((read.as_str(), found), (text, name));
        }
    }

    #[test]
    fn gzip_of_several_members_and_zstandard_are_unpacked() {
        let gz = |text: &str| {
            let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            out.write_all(text.as_bytes()).expect("written");
            out.finish().expect("finished")
        };
        let (head, tail) = SAYS.split_at(SAYS.find('2').expect("a row"));
        assert_eq!(read(&[gz(head), gz(tail)].concat(), None).0, SAYS);
        assert_eq!(read(&zstd::encode_all(SAYS.as_bytes(), 1).expect("packed"), None).0, SAYS);
    }

    #[test]
    fn what_the_encoding_does_not_have_is_marked_and_the_rest_is_read() {
        let mut bytes = GB18030.encode(SAYS).0.into_owned();
        bytes.extend_from_slice(b"\xff\xff");
        let (text, _) = read(&bytes, Some(GB18030));
        assert_eq!(text, format!("{SAYS}{UNDECODABLE}{UNDECODABLE}"));
    }

    #[test]
    fn a_long_text_comes_out_as_it_went_in() {
        let long = SAYS.repeat(20_000);
        assert_eq!(read(&GB18030.encode(&long).0, None).0, long);
    }
}
