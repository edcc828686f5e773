// Package repository tests the project itself: the order in which its packages stand, and the files that a public project owes its readers.
package repository

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"
)

const root = "../.."

// TestPubliccode holds what the catalogue's validator asks and what it has refused from others.
func TestPubliccode(t *testing.T) {
	var p struct {
		Version     string `yaml:"publiccodeYmlVersion"`
		Name, URL   string
		Platforms   []string
		Categories  []string
		Status      string                              `yaml:"developmentStatus"`
		Type        string                              `yaml:"softwareType"`
		Audience    struct{ Countries, Scope []string } `yaml:"intendedAudience"`
		Description map[string]struct {
			Short    string `yaml:"shortDescription"`
			Long     string `yaml:"longDescription"`
			Features []string
		}
		Legal        struct{ License string }
		Maintenance  struct{ Contacts []struct{ Name string } }
		Localisation struct {
			Languages []string `yaml:"availableLanguages"`
		}
	}
	decoder := yaml.NewDecoder(strings.NewReader(read(t, "publiccode.yml")))
	if err := decoder.Decode(&p); err != nil {
		t.Fatal(err)
	}
	it := p.Description["it"]
	for what, holds := range map[string]bool{
		"version 0":                            p.Version == "0",
		"name, address, platforms, a contact":  p.Name != "" && p.URL != "" && len(p.Platforms) > 0 && len(p.Maintenance.Contacts) > 0,
		"categories that the list has":         slices.Equal(p.Categories, []string{"workflow-management", "data-collection"}),
		"countries in capitals":                slices.Equal(p.Audience.Countries, []string{"IT"}),
		"scope that the list has":              slices.Equal(p.Audience.Scope, []string{"welfare", "employment"}),
		"a status and a type":                  p.Status != "" && p.Type == "standalone/web",
		"a short description of 150 signs":     it.Short != "" && len([]rune(it.Short)) <= 150,
		"a long description of 150 to 10,000":  len([]rune(it.Long)) >= 150 && len([]rune(it.Long)) <= 10000,
		"features in Italian":                  len(it.Features) > 0,
		"the licence by its SPDX name":         p.Legal.License == "EUPL-1.2",
		"both languages, codes in lower case":  slices.Equal(p.Localisation.Languages, []string{"it", "en"}),
		"none of the keys that are deprecated": !strings.Contains(read(t, "publiccode.yml"), "genericName") && !strings.Contains(read(t, "publiccode.yml"), "conforme"),
	} {
		if !holds {
			t.Errorf("publiccode.yml lacks: %s", what)
		}
	}
}

func TestLicenceIsWhole(t *testing.T) {
	licence := read(t, "LICENSE")
	if !strings.HasPrefix(licence, "EUROPEAN UNION PUBLIC LICENCE v. 1.2\n") || !strings.Contains(licence, "Compatible Licences") {
		t.Error("LICENSE is not the EUPL 1.2 with its appendix")
	}
	articles := regexp.MustCompile(`(?m)^\d+\.[A-Z]`).FindAllString(licence, -1)
	if len(articles) != 15 {
		t.Errorf("LICENSE has %d articles; want 15", len(articles))
	}
}

func TestChangesOfTheNextReleaseAreListed(t *testing.T) {
	if !strings.Contains(read(t, "CHANGELOG.md"), "\n## [Unreleased]\n") {
		t.Error("CHANGELOG.md has no section for the next release")
	}
}

// TestLinksWithinTheRepositoryLead checks that what a page of the documents points to is there.
func TestLinksWithinTheRepositoryLead(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#: ]+)[^):]*\)`)
	for _, page := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(read(t, page), -1) {
			target := filepath.Join(root, filepath.Dir(page), m[1])
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s points to %s, which is not there", page, m[1])
			}
		}
	}
}

// TestDecisionsAreListed wants every decision in the index of docs/adr.
func TestDecisionsAreListed(t *testing.T) {
	index := read(t, "docs/adr/README.md")
	files, err := filepath.Glob(filepath.Join(root, "docs/adr/[0-9]*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no decisions: %v", err)
	}
	for _, f := range files {
		if !strings.Contains(index, "("+filepath.Base(f)+")") {
			t.Errorf("docs/adr/README.md does not list %s", filepath.Base(f))
		}
	}
}

// pages are the documents, by their path in the repository.
func pages(t *testing.T) []string {
	t.Helper()
	var found []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/*/*.md", "guidelines/*.md"} {
		files, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			page, err := filepath.Rel(root, f)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, page)
		}
	}
	return found
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
