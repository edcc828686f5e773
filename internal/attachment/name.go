package attachment

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"siil/internal/text"
)

// cleanName is a file's name without folders, control characters or marks that turn the direction of writing, short enough to keep.
func cleanName(name string) string {
	name = strings.ToValidUTF8(name, "")
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(c rune) rune {
		switch {
		case unicode.IsSpace(c):
			return ' '
		case strings.ContainsRune(`<>:"|?*`, c):
			return '_'
		case !unicode.IsGraphic(c):
			return -1
		}
		return c
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	ext := path.Ext(name)
	stem := []rune(strings.TrimSuffix(name, ext))
	if most := max(1, maxNameRunes-len([]rune(ext))); len(stem) > most {
		stem = stem[:most]
	}
	name = strings.Trim(string(stem), ". ") + ext
	if runes := []rune(name); len(runes) > maxNameRunes {
		name = string(runes[:maxNameRunes])
	}
	return name
}

// extension is what a name ends in, in lower case, if it can tell a kind of file: letters and digits, beginning with a letter.
func extension(name string) string {
	ext := strings.ToLower(path.Ext(name))
	if len(ext) < 2 || len(ext) > 8 || ext[1] < 'a' || ext[1] > 'z' {
		return ""
	}
	for _, c := range ext[1:] {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return ""
		}
	}
	return ext
}

// agree settles the kind and the name of a file whose content has told the kind: a text may be a CSV by its name, and an e-mail or a
// CSV may be kept as a text. A name without an extension gets that of its kind; one that contradicts is a flaw.
func agree(kind, name string) (string, string, error) {
	ext := extension(name)
	switch {
	case ext == "":
		if strings.Trim(name, ". ") == "" {
			name = text.FileNameNone[0]
		}
		return kind, name + kinds[kind].ext[0], nil
	case slices.Contains(kinds[kind].ext, ext):
		return kind, name, nil
	case kind == Text && slices.Contains(kinds[CSV].ext, ext):
		return CSV, name, nil
	case kind == EML && slices.Contains(kinds[Text].ext, ext):
		return Text, name, nil
	}
	return "", "", flawed(saying(text.FileMisnamed, text.Raw(ext), kinds[kind].what))
}
