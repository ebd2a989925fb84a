"""From any picture to the files that readers get: upright, in sRGB, and saying nothing of their author."""

import math
import subprocess
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageStat

from plugins.pictures import making, opening, plan
from plugins.pictures.facts import ANIMATION, VECTOR
from plugins.pictures.opening import PictureError
from tests.pictures import samples
from tests.pictures.samples import CAMERAS, CANARY
from tests.programs import need

EVERYTHING = (plan.SHOWN, plan.CARDED, plan.COPIED)
every = pytest.mark.parametrize("name", CAMERAS)


def made(data, uses=EVERYTHING):
    facts = opening.facts(data)
    files = {}
    making.make(data, facts, plan.files(facts, uses), files.__setitem__)
    return facts, files


def image(data):
    found = Image.open(BytesIO(data))
    found.load()
    return found


def near(one, other, most=40):
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


@every
def test_published_files_hold_no_metadata(name):
    _, files = made(CAMERAS[name]())
    assert files
    for data in files.values():
        assert CANARY.encode() not in data and CANARY.encode("utf-16-be") not in data
        assert b"Exif" not in data and b"ICC_PROFILE" not in data and b"xmpmeta" not in data


def test_exiftool_finds_nothing(tmp_path):
    """But what a file says of its own pixels."""
    need("exiftool")
    pixels = {
        "SourceFile", "File", "ExifTool", "Composite", "PNG:ImageWidth", "PNG:ImageHeight", "JFIF",
        "PNG:BitDepth", "PNG:ColorType", "PNG:Compression", "PNG:Filter", "PNG:Interlace", "PNG:Palette",
        "PNG:Transparency", "PNG:AnimationFrames", "PNG:AnimationPlays",
        "RIFF", "GIF", "SVG", "BMP", "QuickTime", "EXIF:ImageWidth", "EXIF:ImageHeight", "EXIF:BitsPerSample",
        "EXIF:Compression", "EXIF:PhotometricInterpretation", "EXIF:StripOffsets", "EXIF:SamplesPerPixel",
        "EXIF:RowsPerStrip", "EXIF:StripByteCounts", "EXIF:PlanarConfiguration", "EXIF:ExtraSamples",
    }  # fmt: skip
    for name, sample in CAMERAS.items():
        for path, data in made(sample())[1].items():
            place = tmp_path / f"{name}-{path.replace('/', '-')}"
            place.write_bytes(data)
    done = subprocess.run(
        ["exiftool", "-G0", "-s", "-a", "-u", "-r", tmp_path], capture_output=True, text=True
    )
    assert CANARY not in done.stdout.replace(str(tmp_path), "")
    said = {line.split("]")[0][1:].strip() + ":" + line.split("]")[1].split(":")[0].strip()
            for line in done.stdout.splitlines() if line.startswith("[")}  # fmt: skip
    assert not {one for one in said if one not in pixels and one.partition(":")[0] not in pixels}


@pytest.mark.parametrize("number", range(1, 9))
def test_a_picture_is_published_the_right_way_up(number):
    facts, files = made(CAMERAS[f"turned-{number}.jpg"]())
    assert (facts.width, facts.height) == (900, 600)
    for name, data in files.items():
        found = image(data).convert("RGB")
        width, height = found.size
        if "card" not in name:
            assert abs(width * 2 - height * 3) <= 1
        assert near(found.getpixel((width // 8, height // 8)), (220, 20, 20)), name
        assert near(found.getpixel((width * 7 // 8, height * 7 // 8)), (20, 20, 220)), name


def test_colours_are_those_of_srgb():
    """The profile of these says that red is blue."""
    for name in ("p3.jpg", "camera.webp"):
        _, files = made(CAMERAS[name]())
        for data in files.values():
            found = image(data).convert("RGB")
            red, _, blue = found.getpixel((found.width // 8, found.height // 8))
            assert blue > red + 100, name
    _, files = made(samples.jpeg(icc_profile=b"noise"))
    red, _, blue = image(next(iter(files.values()))).convert("RGB").getpixel((20, 20))
    assert red > blue + 100


def test_cmyk_and_sixteen_bits():
    _, files = made(CAMERAS["cmyk.jpg"]())
    for data in files.values():
        found = image(data)
        assert found.mode == "RGB" and found.getpixel((30, 30))[0] > 150
    facts, files = made(CAMERAS["deep.png"]())
    grey = image(files[plan.shown(facts).modern[0].name]).convert("L")
    assert near([grey.getpixel((x, 100)) for x in (0, 150, 299)], (0, 128, 255), 8)


def test_a_transparent_drawing_stays_transparent():
    facts, files = made(samples.saved(Image.new("RGBA", (900, 500), (255, 0, 0, 0)), "PNG"))
    assert all(image(data).getpixel((5, 5))[3] == 0 for name, data in files.items() if "card" not in name)
    assert image(files[plan.card(facts).name]).getpixel((5, 5)) == (255, 255, 255)


def test_sharp_edges_are_not_lost_where_that_is_smaller():
    edges = Image.new("L", (700, 400), 255)
    edges.paste(0, (100, 100, 101, 300))
    _, files = made(samples.saved(edges.convert("RGB"), "PNG"))
    webp = next(data for name, data in files.items() if name.endswith(".700.webp"))
    assert webp[12:16] == b"VP8L" and image(webp).getpixel((100, 200)) == (0, 0, 0)


@every
def test_every_file_is_as_planned(name):
    facts, files = made(CAMERAS[name]())
    for file in plan.files(facts, EVERYTHING):
        if facts.kind != VECTOR:
            found = image(files[file.name])
            assert found.size == (file.width, file.height)
            assert {"jpg": "JPEG", "tif": "TIFF"}.get(file.ending, file.ending.upper()) == found.format
        if file.how == "moving":
            assert facts.kind == ANIMATION and found.n_frames > 1


@every
def test_the_same_bytes_again(name):
    data = CAMERAS[name]()
    assert made(data) == made(data)


def test_one_by_one_is_as_all_at_once():
    """What is in a cache is not made again; the rest must be the same."""
    data = samples.phone(6, 3000, 2000)
    facts, files = made(data)
    for file in plan.files(facts, EVERYTHING):
        alone = {}
        making.make(data, facts, [file], alone.__setitem__)
        assert alone == {file.name: files[file.name]}


@pytest.mark.parametrize("name", samples.BAD.keys() - {"empty.jpg"})
def test_an_unreadable_picture_is_refused_with_a_reason(name):
    make, said = samples.BAD[name]
    with pytest.raises(PictureError) as error:
        made(make())
    assert error.value.what.startswith(said) and error.value.hint.endswith(".")


def likeness(one, other):
    """Of their light, in decibels (peak signal-to-noise ratio)."""
    (root,) = ImageStat.Stat(ImageChops.difference(one.convert("L"), other.convert("L"))).rms
    return 20 * math.log10(255 / root)


def test_no_loss_is_seen():
    """What is decoded at a half and made smaller step by step is as near to the best that Pillow makes of all
    pixels at once as that is to its own file of the same quality."""
    source = samples.saved(samples.scene(4000, 3000), "JPEG", quality=92)
    best, (facts, files) = image(source), made(source, (plan.SHOWN,))
    for each in {*plan.shown(facts).modern, plan.shown(facts).plain, plan.shown(facts).large}:
        wanted = best.resize((each.width, each.height), Image.Resampling.LANCZOS)
        itself = image(samples.saved(wanted, making._FORMATS[each.ending], **making._OPTIONS[each.ending]))
        ours = likeness(image(files[each.name]), wanted)
        assert ours > 35 and ours > likeness(itself, wanted) - 0.5, each.name


def test_the_format_is_told_by_the_content():
    assert opening.facts(samples.png()).format == "png"  # whatever it is called


def test_large_ones_are_read_and_too_large_ones_are_not():
    large = samples.saved(Image.new("L", (12_000, 9_000)), "JPEG")
    facts, files = made(large, (plan.SHOWN,))
    assert (facts.width, facts.height) == (12_000, 9_000) and image(
        files[plan.shown(facts).large.name]
    ).width == 2000
    with pytest.raises(PictureError, match="has 136 million pixels"):
        opening.facts(samples.saved(Image.new("1", (13_000, 10_500)), "PNG"))


def test_an_empty_file_is_read_from_the_disk(tmp_path):
    (tmp_path / "a.jpg").touch()
    with pytest.raises(PictureError, match="is empty"):
        opening.read(tmp_path / "a.jpg")
    with pytest.raises(PictureError, match="cannot be read"):
        opening.read(tmp_path / "b.jpg")
