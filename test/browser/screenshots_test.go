package browser

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
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
		{route: "importazione", user: "secretary", path: "/importazioni/" + f.read + "/colonne"},
	} {
		b.become(p.user)
		if status := b.goTo(p.path); status != 200 {
			t.Fatalf("%s: answer %d", p.path, status)
		}
		b.keep(filepath.Join(*screenshots, p.route+".png"), chromedp.CaptureScreenshot())
	}
}

// keep writes a picture.
func (b *browser) keep(file string, picture chromedp.Action[[]byte]) {
	b.t.Helper()
	_ = ask[bool](b, `document.fonts.ready.then(()=>true)`)
	ctx, stop := b.limited()
	defer stop()
	png, err := chromedp.Run(ctx, picture)
	if err == nil {
		err = os.WriteFile(file, png, 0o644)
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
