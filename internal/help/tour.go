package help

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"siil/internal/policy"
	"siil/internal/text"
)

const newsFile = "novita"

// Tour is the first tour of a role.
type Tour struct {
	Role  policy.Role
	Title text.T
	Steps [len(folders)][]Step
}

// Step is one stop of a tour, or one version of the news: a title and its text as HTML.
type Step struct {
	Title, HTML string
}

// News is what has changed, by version, the newest first.
type News struct {
	Version string // the newest
	Steps   [len(folders)][]Step
}

func (l *Library) readTours(files fs.FS) error {
	names, err := fs.Glob(files, folders[0]+"/giro/*.md")
	if err != nil {
		return err
	}
	for _, name := range names {
		t := Tour{Role: policy.Role(strings.TrimSuffix(path.Base(name), ".md"))}
		for lang, folder := range folders {
			d, err := readSource(files, folder+"/giro/"+path.Base(name))
			if err != nil {
				return err
			}
			t.Title[lang], t.Steps[lang] = d.front["title"], steps(d.body)
		}
		if len(t.Steps[0]) != len(t.Steps[1]) {
			return fmt.Errorf("giro/%s: %d steps in Italian, %d in English", path.Base(name), len(t.Steps[0]), len(t.Steps[1]))
		}
		l.Tours[t.Role] = t
	}
	return nil
}

// readNews reads the news; the first word of the first heading is the newest version.
func (l *Library) readNews(files fs.FS) error {
	for lang, folder := range folders {
		d, err := readSource(files, folder+"/"+newsFile+".md")
		if err != nil {
			return err
		}
		l.News.Steps[lang] = steps(d.body)
		if len(l.News.Steps[lang]) == 0 {
			return fmt.Errorf("%s/%s.md: no version", folder, newsFile)
		}
		version, _, _ := strings.Cut(l.News.Steps[lang][0].Title, ":")
		if lang > 0 && version != l.News.Version {
			return fmt.Errorf("%s/%s.md: newest version %s, in Italian %s", folder, newsFile, version, l.News.Version)
		}
		l.News.Version = version
	}
	return nil
}

// steps cuts a text at its headings of the second level.
func steps(body string) (out []Step) {
	for _, part := range strings.Split("\n"+body, "\n## ")[1:] {
		title, rest, _ := strings.Cut(part, "\n")
		out = append(out, Step{strings.TrimSpace(title), render(rest, onPage)})
	}
	return out
}
