package ui

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"
)

// The files come from tools/assets.sh; a checkout that was never built holds none of them and serves pages without style.
//
//go:embed all:static
var static embed.FS

const staticPrefix = "/static/"

type file struct {
	name    string // as Asset is asked for it
	hashed  string // as the browser asks for it
	content []byte
	packed  func() []byte // gzip; nil for what is already packed
}

// files holds every file by both its names.
var files = loadFiles()

var contentTypes = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".woff2": "font/woff2"}

// Asset is the address of a file of static/, with the hash of its content in the name. A file that was not built keeps its plain name.
func Asset(name string) string {
	if f := files[name]; f != nil {
		return staticPrefix + f.hashed
	}
	return staticPrefix + name
}

// Static serves the files under /static/. An address with the hash may be kept for ever; any other address is not found, so that no
// browser ever shows an old style on a new page.
func Static() http.Handler {
	byHash := make(map[string]*file, len(files))
	for _, f := range files {
		byHash[f.hashed] = f
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f := byHash[strings.TrimPrefix(r.URL.Path, staticPrefix)]
		if f == nil || (r.Method != http.MethodGet && r.Method != http.MethodHead) {
			http.NotFound(w, r)
			return
		}
		serveFile(w, r, f)
	})
}

func serveFile(w http.ResponseWriter, r *http.Request, f *file) {
	h := w.Header()
	h.Set("Content-Type", contentTypes[path.Ext(f.name)])
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("X-Content-Type-Options", "nosniff")
	content := f.content
	if f.packed != nil {
		h.Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			content = f.packed()
		}
	}
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(content)
}

// loadFiles hashes everything; the style sheet last, because it names the fonts by their hashed names.
func loadFiles() map[string]*file {
	all := map[string]*file{}
	var style *file
	entries, _ := fs.ReadDir(static, "static")
	for _, e := range entries {
		if contentTypes[path.Ext(e.Name())] == "" {
			continue
		}
		b, err := static.ReadFile("static/" + e.Name())
		if err != nil {
			panic("ui: embedded file unreadable: " + e.Name())
		}
		f := &file{name: e.Name(), content: b}
		all[f.name] = f
		if f.name == "siil.css" {
			style = f
			continue
		}
		f.seal()
	}
	if style != nil {
		for _, f := range all {
			if f != style {
				style.content = bytes.ReplaceAll(style.content, []byte("("+f.name+")"), []byte("("+f.hashed+")"))
			}
		}
		style.seal()
	}
	return all
}

func (f *file) seal() {
	sum := sha256.Sum256(f.content)
	ext := path.Ext(f.name)
	f.hashed = strings.TrimSuffix(f.name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	if ext == ".woff2" {
		return
	}
	f.packed = sync.OnceValue(func() []byte {
		var b bytes.Buffer
		z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
		_, _ = z.Write(f.content) // a buffer takes everything
		_ = z.Close()
		return b.Bytes()
	})
}
