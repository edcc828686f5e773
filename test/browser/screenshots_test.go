package browser

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var (
	screenshots = flag.String("screenshots", "", "folder for the pictures of the documentation")
	gallery     = flag.String("gallery", "", "folder for a picture of each page that TestPages looks at, at each width")
)

// TestScreenshots makes the pictures of the documentation: `make screenshots`.
func TestScreenshots(t *testing.T) {
	if *screenshots == "" {
		t.Skip("no -screenshots")
	}
	f := newFixture(newWorld(t, 420))
	b := open(t, f.world, 1366)
	for _, p := range []visit{
		{route: "accesso", path: "/entra"},
		{route: "oggi", user: "social-worker", path: "/oggi"},
		{route: "casi", user: "coordinator", path: "/casi"},
		{route: "fascicolo", user: "social-worker", path: "/casi/" + f.mine},
		{route: "segnalazioni", user: "coordinator", path: "/segnalazioni"},
		{route: "segnalazioni-mie", user: "referrer", path: "/segnalazioni"},
		{route: "segnalazione", user: "secretary", path: "/segnalazioni/nuova"},
		{route: "seduta", user: "coordinator", path: "/sedute/" + f.sits.running + "/caso/1"},
		{route: "attivita", user: "social-worker", path: "/attivita"},
		{route: "chiusura", user: "social-worker", path: "/casi/" + f.mine + "/chiudi"},
		{route: "documento", user: "social-worker", path: "/casi/" + f.mine + "/documenti/nuovo?modello=CONVOCAZIONE"},
		{route: "documenti", user: "coordinator", path: "/documenti"},
		{route: "andamento", user: "coordinator", path: "/andamento"},
		{route: "importazione", user: "secretary", path: "/importazioni/" + f.read + "/colonne"},
	} {
		b.become(p.user)
		if p.route == "oggi" || p.route == "segnalazioni-mie" { // as it is every day, without the offer of the first one
			b.goTo(p.path)
			b.press("Non mostrarlo più")
		}
		if status := b.goTo(p.path); status != 200 {
			t.Fatalf("%s: answer %d", p.path, status)
		}
		file := filepath.Join(*screenshots, p.route+".png")
		b.keep(file, chromedp.CaptureScreenshot())
		if err := shrink(file); err != nil {
			t.Fatal(err)
		}
	}
}

// shrink rewrites a picture with its 256 most frequent colours: pages have few, and the repository keeps every version.
func shrink(file string) error {
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	full, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		return err
	}
	times := map[color.Color]int{}
	area := full.Bounds()
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			times[full.At(x, y)]++
		}
	}
	colours := slices.SortedFunc(maps.Keys(times), func(a, b color.Color) int { return cmp.Compare(times[b], times[a]) })
	palette := color.Palette(colours[:min(256, len(colours))])
	index := map[color.Color]uint8{}
	for _, c := range colours {
		index[c] = uint8(palette.Index(c))
	}
	small := image.NewPaletted(area, palette)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			small.SetColorIndex(x, y, index[full.At(x, y)])
		}
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, small); err != nil {
		return err
	}
	return os.WriteFile(file, out.Bytes(), 0o644)
}

// keep writes a picture.
func (b *browser) keep(file string, picture chromedp.Action[[]byte]) {
	b.t.Helper()
	_ = ask[bool](b, `document.fonts.ready.then(()=>true)`)
	ctx, stop := b.limited()
	defer stop()
	shot, err := chromedp.Run(ctx, picture)
	if err == nil {
		err = os.WriteFile(file, shot, 0o644)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// show keeps a picture of the whole page in the gallery, if there is one.
func (b *browser) show(name string, n int, width int64) {
	b.t.Helper()
	if *gallery != "" {
		name = strings.Trim(strings.NewReplacer("/", "-", " ", "", "(", "_", ")", "", "{", "", "}", "").Replace(name), "-")
		b.keep(filepath.Join(*gallery, fmt.Sprintf("%02d-%s-%d.png", n, name, width)), chromedp.FullScreenshot(100))
	}
}
