package blank

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"siil/internal/fault"
)

func picture(w, h int) image.Image {
	p := image.NewNRGBA(image.Rect(0, 0, w, h))
	for x := range w {
		for y := range h {
			p.SetNRGBA(x, y, color.NRGBA{uint8(x), uint8(y), 120, uint8(x * 255 / w)})
		}
	}
	return p
}

func encoded(t testing.TB, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, picture(w, h)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func logoSample(t testing.TB) []byte {
	t.Helper()
	out, err := Logo(encoded(t, 300, 120))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// chunk adds a part to a PNG file, before its end.
func chunk(file []byte, kind, body string) []byte {
	end := len(file) - 12
	part := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	part = append(append(part, kind...), body...)
	part = binary.BigEndian.AppendUint32(part, crc32.ChecksumIEEE(part[4:]))
	return append(append(append([]byte{}, file[:end]...), part...), file[end:]...)
}

// claimed is a PNG file that says it has a size.
func claimed(t testing.TB, w, h uint32) []byte {
	file := encoded(t, 2, 2)
	binary.BigEndian.PutUint32(file[16:], w)
	binary.BigEndian.PutUint32(file[20:], h)
	binary.BigEndian.PutUint32(file[29:], crc32.ChecksumIEEE(file[12:29]))
	return file
}

func TestLogoIsMadeFit(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, picture(1000, 1000), nil); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file []byte
		w, h int
	}{
		"small":      {encoded(t, 30, 20), 30, 20},
		"wide":       {encoded(t, 1200, 100), 600, 50},
		"high":       {photo.Bytes(), 200, 200},
		"one line":   {encoded(t, 4000, 1), 600, 1},
		"with words": {chunk(encoded(t, 30, 20), "tEXt", "Author\x00Mario Segreto"), 30, 20},
	} {
		out, err := Logo(c.file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		size, err := png.DecodeConfig(bytes.NewReader(out))
		if err != nil || size.Width != c.w || size.Height != c.h {
			t.Errorf("%s: %d × %d, %v", name, size.Width, size.Height, err)
		}
		if bytes.Contains(out, []byte("Segreto")) || bytes.Contains(out, []byte("tEXt")) {
			t.Errorf("%s: what was written into the file is still there", name)
		}
		if _, err := PDF("x", Paper{Logo: out}); err != nil {
			t.Errorf("%s is not printed: %v", name, err)
		}
	}
}

func TestLogoThatIsNone(t *testing.T) {
	var moving bytes.Buffer
	if err := gif.Encode(&moving, picture(10, 10), nil); err != nil {
		t.Fatal(err)
	}
	whole := encoded(t, 200, 200)
	for name, file := range map[string][]byte{
		"nothing":         {},
		"text":            []byte("<svg onload=alert(1)>"),
		"GIF":             moving.Bytes(),
		"half":            whole[:len(whole)/2],
		"20,000 pixels":   claimed(t, 20_000, 20_000),
		"4,001 high":      claimed(t, 10, 4001),
		"claims too much": claimed(t, 4000, 4000),
		"no pixel":        claimed(t, 0, 0),
		"too heavy":       append(whole, make([]byte, MaxLogo)...),
	} {
		out, err := Logo(file)
		if !fault.Is(err, fault.Invalid) || out != nil || !strings.Contains(err.Error(), "logo") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
