package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// update is an incremental update of the file that the library has made: what it cannot write (structure, bookmarks that count, catalogue)
// is added behind its end, as the format foresees.
type update struct {
	out     bytes.Buffer
	offsets map[int]int // of the objects written here
	last    int         // the highest number of an object
	pages   []int       // object of each page, from 1
	prev    int         // where the table of the library's file is
	before  []int       // offsets of the library's objects
}

// finish adds to the library's file what makes it a tagged document.
func (d *Doc) finish(file []byte) ([]byte, error) {
	u, info, root, err := begin(file, len(d.marks)-1)
	if err != nil {
		return nil, err
	}
	structure := u.writeStructure(d.root, d.marks)
	outline := u.writeOutline(d.outline)
	for page := 1; page < len(u.pages); page++ {
		if err := u.amendPage(page); err != nil {
			return nil, err
		}
	}
	lang := d.lang
	title := strings.ReplaceAll(trimmed(d.o.Title), "\n", " ")
	author := strings.ReplaceAll(trimmed(d.o.Author), "\n", " ")
	xmp := u.number()
	packet := metadata(title, author, lang, d.o.At)
	u.object(xmp, fmt.Sprintf("<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%s\nendstream", len(packet), packet))
	u.object(info, properties(title, author, d.o.At))
	catalogue := fmt.Sprintf("<</Type /Catalog /Pages 1 0 R /Lang (%s) /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /Metadata %d 0 R "+
		"/ViewerPreferences <</DisplayDocTitle true>>", lang, structure, xmp)
	if outline > 0 {
		catalogue += fmt.Sprintf(" /Outlines %d 0 R", outline)
	}
	if len(d.outline) > 1 {
		catalogue += " /PageMode /UseOutlines"
	}
	u.object(root, catalogue+">>")
	return u.end(info, root), nil
}

var trailer = regexp.MustCompile(`trailer\n<<\n/Size \d+\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\nstartxref\n(\d+)\n%%EOF\n$`)

var errLibrary = errors.New("pdf: the file of the library is not what its update expects")

// begin finds what the update needs in the file of the library.
func begin(file []byte, pages int) (u *update, info, root int, err error) {
	found := trailer.FindSubmatch(file)
	if found == nil || !bytes.HasPrefix(file, []byte("%PDF-1.")) {
		return nil, 0, 0, errLibrary
	}
	u = &update{offsets: map[int]int{}, pages: []int{0}}
	root, _ = strconv.Atoi(string(found[1]))
	info, _ = strconv.Atoi(string(found[2]))
	u.prev, _ = strconv.Atoi(string(found[3]))
	table := strings.Split(string(file[u.prev:]), "\n") // "xref", "0 n", the free object, then one line an object
	for u.before = []int{0}; len(u.before) <= root; {
		at, err := strconv.Atoi(strings.TrimLeft(strings.TrimSuffix(table[len(u.before)+2], " 00000 n "), "0"))
		if err != nil || at >= len(file) {
			return nil, 0, 0, errLibrary
		}
		u.before = append(u.before, at)
	}
	u.last = root
	for page := 1; page <= pages; page++ {
		u.pages = append(u.pages, 1+2*page)
	}
	u.out.Write(file)
	copy(u.out.Bytes(), "%PDF-1.7")
	return u, info, root, nil
}

// amendPage tells a page where its pieces are found, and that keys move on it in the order of reading.
func (u *update) amendPage(page int) error {
	at := u.before[u.pages[page]]
	was := string(u.out.Bytes()[at:min(at+1000, u.prev)])
	start := fmt.Sprintf("%d 0 obj\n<</Type /Page\n", u.pages[page])
	rest, ok := strings.CutPrefix(was, start)
	rest, _, ends := strings.Cut(rest, ">>\nendobj")
	if !ok || !ends {
		return errLibrary
	}
	u.object(u.pages[page], fmt.Sprintf("<</Type /Page\n%s /StructParents %d /Tabs /S>>", rest, page-1))
	return nil
}

func (u *update) number() int {
	u.last++
	return u.last
}

func (u *update) object(number int, body string) {
	u.offsets[number] = u.out.Len()
	fmt.Fprintf(&u.out, "%d 0 obj\n%s\nendobj\n", number, body)
}

// end writes the table of what was written here, and a name of the file that is the same for the same content.
func (u *update) end(info, root int) []byte {
	id := sha256.Sum256(u.out.Bytes())
	at := u.out.Len()
	u.out.WriteString("xref\n0 1\n0000000000 65535 f \n")
	numbers := slices.Sorted(maps.Keys(u.offsets))
	for len(numbers) > 0 {
		run := 1
		for run < len(numbers) && numbers[run] == numbers[0]+run {
			run++
		}
		fmt.Fprintf(&u.out, "%d %d\n", numbers[0], run)
		for _, n := range numbers[:run] {
			fmt.Fprintf(&u.out, "%010d 00000 n \n", u.offsets[n])
		}
		numbers = numbers[run:]
	}
	fmt.Fprintf(&u.out, "trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /Prev %d /ID [<%x> <%x>]>>\nstartxref\n%d\n%%%%EOF\n",
		u.last+1, root, info, u.prev, id[:16], id[:16], at)
	return u.out.Bytes()
}

const producer = "SIIL"

// properties are the file's properties as old readers want them.
func properties(title, author string, at time.Time) string {
	out := "<</Producer " + hexString(producer)
	if title != "" {
		out += " /Title " + hexString(title)
	}
	if author != "" {
		out += " /Author " + hexString(author)
	}
	if !at.IsZero() {
		zone := at.Format("-07:00")
		stamp := "(D:" + at.Format("20060102150405") + zone[:3] + "'" + zone[4:] + "')"
		out += " /CreationDate " + stamp + " /ModDate " + stamp
	}
	return out + ">>"
}

// metadata are the same properties as new readers want them.
func metadata(title, author, lang string, at time.Time) string {
	var b strings.Builder
	b.WriteString(`<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>` + lang + `</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>` + producer + `</pdf:Producer>
`)
	if title != "" {
		b.WriteString(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escaped(title) + "</rdf:li></rdf:Alt></dc:title>\n")
	}
	if author != "" {
		b.WriteString("<dc:creator><rdf:Seq><rdf:li>" + escaped(author) + "</rdf:li></rdf:Seq></dc:creator>\n")
	}
	if !at.IsZero() {
		stamp := at.Format(time.RFC3339)
		b.WriteString("<xmp:CreateDate>" + stamp + "</xmp:CreateDate>\n<xmp:ModifyDate>" + stamp + "</xmp:ModifyDate>\n")
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return b.String()
}

// notation is what a reader that repairs damaged files looks for between the objects.
var notation = strings.NewReplacer("/", "&#47;", "%", "&#37;", "end", "&#101;nd", "obj", "&#111;bj", "xref", "&#120;ref", "trailer", "&#116;railer")

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return notation.Replace(b.String())
}
