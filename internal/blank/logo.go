package blank

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/draw"
	_ "image/jpeg" // what a logo may be
	"image/png"

	xdraw "golang.org/x/image/draw"

	"siil/internal/fault"
	"siil/internal/text"
)

// Limits of a logo that is brought in, and of what is kept of it.
const (
	MaxLogo      = 2 << 20 // bytes
	MaxLogoSide  = 4000    // pixels
	logoW, logoH = 600, 200
)

// Logo makes a picture fit for a letterhead out of a PNG or JPEG file of at most 2 MB and 4,000 pixels a side: a PNG of at most 600 by 200 pixels on
// white, with nothing in it but the picture. It fails with Invalid on the field "logo".
func Logo(content []byte) ([]byte, error) {
	var c fault.Check
	c.Require(len(content) <= MaxLogo, "logo", text.BlankLogoHeavy.With(MaxLogo>>20))
	if err := c.Err(); err != nil {
		return nil, err
	}
	size, kind, err := image.DecodeConfig(bytes.NewReader(content)) // before a pixel is unpacked
	switch {
	case err != nil || kind != "png" && kind != "jpeg":
		c.Add("logo", text.BlankLogoKind)
	case size.Width < 1 || size.Height < 1 || size.Width > MaxLogoSide || size.Height > MaxLogoSide:
		c.Add("logo", text.BlankLogoLarge.With(size.Width, size.Height, MaxLogoSide))
	}
	if err := c.Err(); err != nil {
		return nil, err
	}
	picture, err := decoded(content)
	if err != nil {
		c.Add("logo", text.BlankLogoBroken)
		return nil, c.Err()
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, fitted(picture)); err != nil {
		return nil, fault.Wrap(err, "write a logo")
	}
	return out.Bytes(), nil
}

// decoded unpacks a picture; what makes the library panic is broken like any other.
func decoded(content []byte) (p image.Image, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("blank: the picture cannot be unpacked")
		}
	}()
	p, _, err = image.Decode(bytes.NewReader(content))
	return p, err
}

// fitted is a picture made smaller where it is too large, on white.
func fitted(p image.Image) image.Image {
	from := p.Bounds()
	scale := min(1, logoW/float64(from.Dx()), logoH/float64(from.Dy()))
	to := image.Rect(0, 0, max(1, int(float64(from.Dx())*scale)), max(1, int(float64(from.Dy())*scale)))
	out := image.NewRGBA(to)
	draw.Draw(out, to, image.NewUniform(color.White), image.Point{}, draw.Src)
	xdraw.CatmullRom.Scale(out, to, p, from, xdraw.Over, nil)
	return out
}
