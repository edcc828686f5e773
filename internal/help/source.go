package help

import (
	"fmt"
	"io/fs"
	"strings"
)

// source is one Markdown file: front lines "key: value" up to the first empty line, then the text.
type source struct {
	front  map[string]string
	routes []string
	body   string
}

var frontKeys = map[string]bool{"title": true, "part": true, "order": true, "roles": true, "routes": true, "picture": true}

func readSource(files fs.FS, name string) (d source, err error) {
	b, err := fs.ReadFile(files, name)
	if err != nil {
		return d, err
	}
	head, body, found := strings.Cut(string(b), "\n\n")
	if !found {
		return d, fmt.Errorf("%s: no empty line after the front lines", name)
	}
	d = source{front: map[string]string{}, body: body}
	for _, line := range strings.Split(head, "\n") {
		key, value, _ := strings.Cut(line, ":")
		if !frontKeys[key] {
			return d, fmt.Errorf("%s: front line %q is not known", name, line)
		}
		if key == "routes" {
			d.routes = append(d.routes, strings.Fields(value)...)
			continue
		}
		d.front[key] = strings.TrimSpace(value)
	}
	return d, nil
}
