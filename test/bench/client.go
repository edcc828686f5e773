package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/totp"

	"siil/internal/demo"
)

// client is one signed-in browser, without the network.
type client struct {
	handler http.Handler
	cookies http.Header // of a request
}

// reply is the answer to a request. It is used again for the next one, so a client needs one for each goroutine.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// Header, WriteHeader and Write make it a ResponseWriter.
func (r *reply) Header() http.Header { return r.header }

func (r *reply) WriteHeader(status int) { r.status = status }

func (r *reply) Write(p []byte) (int, error) {
	r.body = append(r.body, p...)
	return len(p), nil
}

// send asks as a browser does. The context can end, as that of a request of net/http can.
func (c *client) send(ctx context.Context, method, path string, form url.Values, out *reply) error {
	out.status, out.header, out.body = http.StatusOK, http.Header{}, out.body[:0]
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, "http://127.0.0.1:8080"+path, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	req.RemoteAddr = "127.0.0.1:40000"
	for k, v := range c.cookies {
		req.Header[k] = v
	}
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	c.handler.ServeHTTP(out, req)
	return nil
}

// page asks for a page and refuses anything but a whole one.
func (c *client) page(ctx context.Context, path string, out *reply) error {
	if err := c.send(ctx, http.MethodGet, path, nil, out); err != nil {
		return err
	}
	if out.status != http.StatusOK || len(out.body) < 4000 {
		return fmt.Errorf("a page was answered with %d and %d bytes", out.status, len(out.body))
	}
	return nil
}

// post sends a form and gives the address that it leads to.
func (c *client) post(ctx context.Context, path string, form url.Values, out *reply) (string, error) {
	if err := c.send(ctx, http.MethodPost, path, form, out); err != nil {
		return "", err
	}
	if out.status != http.StatusSeeOther {
		return "", fmt.Errorf("a form for %s was answered with %d", path, out.status)
	}
	return out.header.Get("Location"), nil
}

// login goes through the pages: password, then the code of the second factor.
func login(ctx context.Context, h http.Handler, u demo.Credential) (*client, error) {
	c, out := &client{handler: h, cookies: http.Header{}}, &reply{}
	next, err := c.post(ctx, "/entra", url.Values{"email": {u.Email}, "password": {u.Password}}, out)
	if err != nil {
		return nil, err
	}
	c.keep(out)
	code, err := totp.GenerateCodeCustom(u.TOTPSecret, time.Now(), totp.ValidateOpts{Period: 30, Digits: otp.DigitsSix})
	if err != nil {
		return nil, err
	}
	if _, err := c.post(ctx, next, url.Values{"code": {code}}, out); err != nil {
		return nil, err
	}
	c.keep(out)
	if len(c.cookies) == 0 {
		return nil, errors.New("signing in gave no cookie")
	}
	return c, nil
}

// keep takes the session's cookie over.
func (c *client) keep(out *reply) {
	for _, k := range (&http.Response{Header: out.header}).Cookies() {
		if k.Name == "siil" && k.MaxAge >= 0 {
			c.cookies.Set("Cookie", k.Name+"="+k.Value)
		}
	}
}
