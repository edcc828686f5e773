package attachment

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"siil/internal/text"
)

// Bounds of the pictures that are decoded to make a thumbnail. A larger one is kept without.
const (
	thumbSide  = 160
	maxPixels  = 40_000_000
	maxDecoded = 160 << 20 // bytes of memory
)

// thumbOf makes the thumbnail of a picture: a JPEG of at most 160 pixels a side, upright, without what the camera wrote into it. nil is for a
// picture that is too large or in a way of writing that is not known here; a damaged one is a flaw.
func thumbOf(kind string, in io.ReadSeeker) ([]byte, error) {
	var m marks
	if kind == JPEG {
		var err error
		if m, err = jpegMarks(in); err != nil {
			return nil, err
		}
	}
	c, err := config(kind, in)
	if err != nil {
		return nil, unreadable(err)
	}
	if c.Width <= 0 || c.Height <= 0 {
		return nil, flawed(text.FileBroken)
	}
	if pixels := int64(c.Width) * int64(c.Height); pixels > maxPixels || pixels*int64(m.cost(kind, c.ColorModel)) > maxDecoded {
		return nil, nil
	}
	full, err := decode(kind, in)
	if err != nil {
		return nil, unreadable(err)
	}
	small := shrink(full, m.turn)
	var b bytes.Buffer
	err = jpeg.Encode(&b, small, &jpeg.Options{Quality: 80})
	return b.Bytes(), err
}

func config(kind string, in io.ReadSeeker) (image.Config, error) {
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return image.Config{}, readFault{err}
	}
	switch kind {
	case PNG:
		return png.DecodeConfig(in)
	case WebP:
		return webp.DecodeConfig(in)
	}
	return jpeg.DecodeConfig(in)
}

func decode(kind string, in io.ReadSeeker) (image.Image, error) {
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return nil, readFault{err}
	}
	switch kind {
	case PNG:
		return png.Decode(in)
	case WebP:
		m, err := webp.Decode(in)
		if err != nil && !errors.As(err, new(readFault)) {
			err = jpeg.UnsupportedError("webp") // one that moves is a picture too
		}
		return m, err
	}
	return jpeg.Decode(in)
}

// unreadable tells a way of writing that is not known here (no flaw) from a damaged picture.
func unreadable(err error) error {
	var fault readFault
	switch {
	case errors.As(err, &fault):
		return fault.error
	case errors.As(err, new(jpeg.UnsupportedError)), errors.As(err, new(png.UnsupportedError)):
		return nil
	}
	return flawed(text.FileBroken)
}

// shrink draws a picture small, on white, turned by an EXIF orientation.
func shrink(full image.Image, turn int) image.Image {
	from := full.Bounds()
	w, h := from.Dx(), from.Dy()
	if most := max(w, h); most > thumbSide {
		w, h = max(1, (w*thumbSide+most/2)/most), max(1, (h*thumbSide+most/2)/most)
	}
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(small, small.Bounds(), image.White, image.Point{}, draw.Src)
	draw.BiLinear.Scale(small, small.Bounds(), full, from, draw.Over, nil)
	return upright(small, turn)
}

// upright turns and mirrors as the orientations 2 to 8 of EXIF say.
func upright(in *image.RGBA, turn int) *image.RGBA {
	w, h := in.Rect.Dx(), in.Rect.Dy()
	if turn < 2 || turn > 8 {
		return in
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if turn >= 5 {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			a, b := x, y
			switch turn {
			case 2:
				a = w - 1 - x
			case 3:
				a, b = w-1-x, h-1-y
			case 4:
				b = h - 1 - y
			case 5:
				a, b = y, x
			case 6:
				a, b = h-1-y, x
			case 7:
				a, b = h-1-y, w-1-x
			case 8:
				a, b = y, w-1-x
			}
			out.SetRGBA(a, b, in.RGBAAt(x, y))
		}
	}
	return out
}

// marks are what the head of a JPEG says beside its size.
type marks struct {
	turn        int
	progressive bool // all of it is held, as numbers, before it is a picture
}

// cost is how many bytes a pixel takes while a picture is decoded.
func (m marks) cost(kind string, c color.Model) int {
	switch {
	case kind == JPEG && m.progressive:
		return 15
	case kind == JPEG:
		return 3
	case c == color.RGBA64Model || c == color.NRGBA64Model:
		return 8
	}
	return 4
}

// jpegMarks walks through the segments before the picture itself.
func jpegMarks(in io.ReadSeeker) (m marks, err error) {
	if _, err := in.Seek(2, io.SeekStart); err != nil {
		return m, err
	}
	var head [4]byte
	for range 1000 {
		if _, err := io.ReadFull(in, head[:]); err != nil || head[0] != 0xff {
			return m, notEnd(err)
		}
		size := int64(binary.BigEndian.Uint16(head[2:])) - 2
		switch kind := head[1]; {
		case kind == 0xc2 || kind == 0xc6 || kind == 0xca || kind == 0xce:
			m.progressive = true
			return m, nil
		case kind == 0xda || kind >= 0xc0 && kind <= 0xcf && kind != 0xc4 && kind != 0xc8 && kind != 0xcc || size < 0:
			return m, nil
		case kind == 0xe1 && m.turn == 0:
			b := make([]byte, size)
			if _, err := io.ReadFull(in, b); err != nil {
				return m, notEnd(err)
			}
			m.turn = exifTurn(b)
			continue
		}
		if _, err := in.Seek(size, io.SeekCurrent); err != nil {
			return m, err
		}
	}
	return m, nil
}

// notEnd keeps the faults of reading; that a file ends is told by its decoder.
func notEnd(err error) error {
	var fault readFault
	if errors.As(err, &fault) {
		return fault.error
	}
	return nil
}

// exifTurn finds the orientation in the EXIF segment of a JPEG; 0 when it says none.
func exifTurn(b []byte) int {
	const intro = "Exif\x00\x00"
	if !bytes.HasPrefix(b, []byte(intro)) || len(b) < len(intro)+8 {
		return 0
	}
	b = b[len(intro):]
	var order binary.ByteOrder = binary.BigEndian
	if string(b[:2]) == "II" {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(b[4:]))
	if at+2 > int64(len(b)) {
		return 0
	}
	n := int(order.Uint16(b[at:]))
	for b = b[at+2:]; n > 0 && len(b) >= 12; n, b = n-1, b[12:] {
		if order.Uint16(b) == 0x0112 {
			return int(order.Uint16(b[8:]))
		}
	}
	return 0
}
