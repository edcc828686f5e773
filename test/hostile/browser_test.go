package hostile

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// browser sends requests as somebody's browser does: with cookies, and with the headers of a page of the same site.
type browser struct {
	http    http.Handler
	cookies map[string]string
	token   string
}

const origin = "http://127.0.0.1:8080"

// answer is what came back.
type answer struct {
	*httptest.ResponseRecorder
}

func (b browser) get(path string) answer { return b.send(b.request(http.MethodGet, path, nil)) }

func (b browser) post(path string, pairs ...string) answer {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return b.postForm(path, v)
}

func (b browser) postForm(path string, v url.Values) answer {
	r := b.request(http.MethodPost, path, strings.NewReader(v.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.send(r)
}

// upload sends a file in the form of a page.
func (b browser) upload(path, name string, content []byte) answer {
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	p, err := m.CreateFormFile("file", name)
	if err == nil {
		_, err = p.Write(content)
	}
	if err != nil || m.Close() != nil {
		panic("no form could be made")
	}
	r := b.request(http.MethodPost, path, &body)
	r.Header.Set("Content-Type", m.FormDataContentType())
	return b.send(r)
}

// api sends a request of the REST interface with the user's token.
func (b browser) api(method, path, body string) answer {
	r := httptest.NewRequest(method, origin+path, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("Authorization", "Bearer "+b.token)
	if method != http.MethodGet {
		kind := "application/json"
		if method == http.MethodPatch {
			kind = "application/merge-patch+json"
		}
		r.Header.Set("Content-Type", kind)
	}
	rec := httptest.NewRecorder()
	b.http.ServeHTTP(rec, r)
	return answer{rec}
}

func (b browser) request(method, path string, body io.Reader) *http.Request {
	r := httptest.NewRequest(method, origin+path, body)
	r.RemoteAddr = "127.0.0.1:40000"
	r.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if method != http.MethodGet {
		r.Header.Set("Origin", origin)
	}
	for k, v := range b.cookies {
		r.AddCookie(&http.Cookie{Name: k, Value: v})
	}
	return r
}

// line is a recorder whose connection takes deadlines, as a real one does.
type line struct{ *httptest.ResponseRecorder }

func (line) SetReadDeadline(time.Time) error  { return nil }
func (line) SetWriteDeadline(time.Time) error { return nil }

func (b browser) send(r *http.Request) answer {
	rec := httptest.NewRecorder()
	if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/eventi") { // a line held open would never end
		ctx, cancel := context.WithTimeout(r.Context(), 30*time.Millisecond)
		defer cancel()
		r = r.WithContext(ctx)
	}
	b.http.ServeHTTP(line{rec}, r)
	for _, c := range rec.Result().Cookies() {
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		} else {
			b.cookies[c.Name] = c.Value
		}
	}
	return answer{rec}
}

var (
	requestIDs = regexp.MustCompile(`"request_id": ?"[^"]*"`)
	uuids      = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
)

// text is status, place and body, without what differs from request to request by design: the request's own id, and what the address
// asked for when the answer repeats it.
func (a answer) text(asked ...string) string {
	s := requestIDs.ReplaceAllString(a.Body.String(), `"request_id":""`)
	place := a.Header().Get("Location")
	for _, x := range asked {
		if x != "" {
			s, place = strings.ReplaceAll(s, x, "ASKED"), strings.ReplaceAll(place, x, "ASKED")
		}
	}
	return strconv.Itoa(a.Code) + " " + place + " " + a.Header().Get("Content-Type") + "\n" + s
}

// readable is what somebody reads in an answer: the cells of a workbook, the words of a document.
func readable(a answer) string {
	body := a.Body.Bytes()
	switch {
	case bytes.HasPrefix(body, []byte("PK")):
		return cellsOf(body)
	case bytes.HasPrefix(body, []byte("%PDF")):
		c := exec.Command("pdftotext", "-raw", "-", "-")
		c.Stdin = bytes.NewReader(body)
		out, err := c.Output()
		if err != nil {
			panic("pdftotext is missing or cannot read a document: run tools/setup.sh")
		}
		return string(out)
	}
	return string(body)
}

// byAppearance replaces ids by the order in which they appear.
func byAppearance(s string) string {
	seen := map[string]string{}
	return uuids.ReplaceAllStringFunc(s, func(id string) string {
		if seen[id] == "" {
			seen[id] = "id" + strconv.Itoa(len(seen))
		}
		return seen[id]
	})
}
