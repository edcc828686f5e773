package blank

import (
	"bytes"
	"fmt"
	"strings"
)

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	namespaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
		`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
		`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ` +
		`xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3"`
)

func (w *odt) manifest() []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` + "\n")
	entry := func(path, kind string) {
		fmt.Fprintf(&b, `<manifest:file-entry manifest:full-path="%s" manifest:media-type="%s"/>`+"\n", path, kind)
	}
	entry("/", odtType)
	for _, name := range []string{"content.xml", "styles.xml", "meta.xml"} {
		entry(name, "text/xml")
	}
	if len(w.paper.Logo) > 0 {
		entry(logoPath, "image/png")
	}
	b.WriteString("</manifest:manifest>\n")
	return b.Bytes()
}

func (w *odt) meta() []byte {
	p := w.paper
	var b strings.Builder
	b.WriteString(xmlHead + `<office:document-meta ` + namespaces + `><office:meta><meta:generator>SIIL</meta:generator>`)
	fmt.Fprintf(&b, "<dc:title>%s</dc:title>", escapedXML(readable(p.Title)))
	if len(p.Head) > 0 {
		fmt.Fprintf(&b, "<meta:initial-creator>%s</meta:initial-creator>", escapedXML(readable(p.Head[0])))
	}
	if !p.At.IsZero() {
		fmt.Fprintf(&b, "<meta:creation-date>%s</meta:creation-date>", p.At.Format("2006-01-02T15:04:05"))
	}
	fmt.Fprintf(&b, "<dc:language>%s</dc:language>", w.language())
	b.WriteString("</office:meta></office:document-meta>\n")
	return []byte(b.String())
}

// country is where a language of documents is spoken, which the office suite wants beside it.
var country = map[string]string{"it": "IT", "en": "GB", "fr": "FR", "ro": "RO", "sq": "AL", "uk": "UA", "es": "ES", "de": "DE"}

// Speaks says whether documents can be written in a language, an ISO 639 code: its letters are in the fonts, its name in the office suite is known.
func Speaks(lang string) bool { _, ok := country[lang]; return ok }

func (w *odt) lang() string {
	if _, known := country[w.paper.Lang]; known {
		return w.paper.Lang
	}
	return "it"
}

func (w *odt) language() string { return w.lang() + "-" + country[w.lang()] }

const hairline = "0.5pt solid #5a5a5a"

func (w *odt) content() []byte {
	var b bytes.Buffer
	b.WriteString(xmlHead + `<office:document-content ` + namespaces + ">\n<office:automatic-styles>\n")
	fmt.Fprintf(&b, `<style:style style:name="Table" style:family="table"><style:table-properties style:width="%.1fcm" table:align="left"/></style:style>`+"\n", printWidth)
	b.WriteString(`<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:padding="0.1cm" fo:border-bottom="` + hairline + `"/></style:style>` + "\n" +
		`<style:style style:name="Plain" style:family="table-cell"><style:table-cell-properties fo:padding="0.05cm"/></style:style>` + "\n" +
		`<style:style style:name="Logo" style:family="graphic"><style:graphic-properties style:vertical-pos="middle" style:vertical-rel="line"/></style:style>` + "\n")
	b.Write(w.widths.Bytes())
	b.WriteString("</office:automatic-styles>\n<office:body><office:text>\n")
	b.Write(w.body.Bytes())
	b.WriteString("</office:text></office:body></office:document-content>\n")
	return b.Bytes()
}

// odtStyle is a style of paragraphs, as the format writes it.
func odtStyle(name, paragraph, words string) string {
	return `<style:style style:name="` + name + `" style:display-name="` + strings.ReplaceAll(name, "_", " ") + `" style:family="paragraph"><style:paragraph-properties ` + paragraph +
		`/><style:text-properties ` + words + "/></style:style>\n"
}

func (w *odt) styles() []byte {
	size := 11.0
	if w.paper.Large {
		size = 16
	}
	pt := func(times float64) string { return fmt.Sprintf(`fo:font-size="%.1fpt"`, size*times) }
	const strong, line = `fo:font-weight="bold"`, hairline
	var b strings.Builder
	b.WriteString(xmlHead + `<office:document-styles ` + namespaces + ">\n<office:styles>\n")
	fmt.Fprintf(&b, `<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="2" fo:widows="2"/><style:text-properties fo:font-family="'Liberation Sans', Arial, sans-serif" %s fo:language="%s" fo:country="%s"/></style:default-style>`+"\n",
		pt(1), w.lang(), country[w.lang()])
	for i, times := range []float64{1.6, 1.25, 1.05} {
		b.WriteString(odtStyle(fmt.Sprintf("Heading_%d", i+1), `fo:keep-with-next="always" fo:margin-top="12pt" fo:margin-bottom="4pt"`, strong+" "+pt(times)))
	}
	b.WriteString(odtStyle("Body", `fo:margin-bottom="6pt"`, pt(1)) +
		odtStyle("Quote", `fo:margin-left="0.6cm" fo:margin-bottom="6pt"`, `fo:font-style="italic"`) +
		odtStyle("Item", `fo:margin-bottom="2pt"`, pt(1)) +
		odtStyle("Sender", `fo:margin-bottom="0pt"`, pt(0.8)) +
		odtStyle("Sender_first", `fo:margin-bottom="0pt"`, strong+" "+pt(1.1)) +
		odtStyle("Sender_last", `fo:margin-bottom="12pt" fo:padding-bottom="6pt" fo:border-bottom="`+line+`"`, pt(0.8)) +
		odtStyle("Sender_only", `fo:margin-bottom="12pt" fo:padding-bottom="6pt" fo:border-bottom="`+line+`"`, strong+" "+pt(1.1)) +
		odtStyle("Rule", `fo:margin-bottom="8pt" fo:border-bottom="`+line+`"`, pt(0.5)) +
		odtStyle("Gap", `fo:margin-bottom="0pt"`, pt(0.6)) +
		odtStyle("Cell_text", `fo:margin-bottom="0pt"`, pt(0.92)) +
		odtStyle("Cell_head", `fo:margin-bottom="0pt"`, strong+" "+pt(0.92)) +
		odtStyle("Signature", `fo:margin-top="42pt" fo:padding-top="3pt" fo:border-top="`+line+`"`, pt(1)) +
		odtStyle("Margin", `fo:margin-bottom="0pt"`, pt(0.77)))
	text := func(name, look string) {
		fmt.Fprintf(&b, `<style:style style:name="%s" style:family="text"><style:text-properties %s/></style:style>`+"\n", name, look)
	}
	text("Bold", strong)
	text("Italic", `fo:font-style="italic"`)
	text("BoldItalic", strong+` fo:font-style="italic"`)
	b.WriteString(listStyle("Dots", `<text:list-level-style-bullet text:level="%d" text:bullet-char="•">`, "bullet"))
	b.WriteString(listStyle("Numbers", `<text:list-level-style-number text:level="%d" style:num-format="1" style:num-suffix=".">`, "number"))
	b.WriteString("</office:styles>\n")
	w.master(&b)
	b.WriteString("</office:document-styles>\n")
	return []byte(b.String())
}

func listStyle(name, level, kind string) string {
	var b strings.Builder
	b.WriteString(`<text:list-style style:name="` + name + `">`)
	for n := 1; n <= 10; n++ {
		fmt.Fprintf(&b, level, n)
		fmt.Fprintf(&b, `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" `+
			`text:list-tab-stop-position="%.2fcm" fo:text-indent="-0.6cm" fo:margin-left="%.2fcm"/></style:list-level-properties></text:list-level-style-%s>`, 0.6*float64(n), 0.6*float64(n), kind)
	}
	b.WriteString("</text:list-style>\n")
	return b.String()
}

// master writes the page: its size, what stands above and below.
func (w *odt) master(b *strings.Builder) {
	p := w.paper
	b.WriteString(`<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm"/>` +
		`<style:header-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-bottom="0.3cm"/></style:header-style>` +
		`<style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout></office:automatic-styles>` + "\n" +
		`<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">`)
	if over := p.over(); over != "" {
		b.WriteString(`<style:header><text:p text:style-name="Margin">` + escapedXML(readable(over)) + `</text:p></style:header>`)
	}
	page := p.page()
	b.WriteString(`<style:footer>`)
	if p.Foot != "" {
		b.WriteString(`<text:p text:style-name="Margin">` + escapedXML(readable(p.Foot)) + `</text:p>`)
	}
	b.WriteString(`<text:p text:style-name="Margin">` + escapedXML(page[0]) + `<text:page-number text:select-page="current"/>` + escapedXML(page[1]) + `<text:page-count/>` + escapedXML(page[2]) +
		`</text:p></style:footer></style:master-page></office:master-styles>` + "\n")
}
