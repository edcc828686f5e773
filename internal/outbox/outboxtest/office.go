// Package outboxtest is a mail server for tests: it keeps what it is given, or behaves as badly as it is told to.
package outboxtest

import (
	"errors"
	"io"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"testing"
)

// Mail is one mail that the server has taken.
type Mail struct {
	From string
	To   []string
	Data string
}

// Office is the mail server.
type Office struct {
	addr string

	mu       sync.Mutex
	mails    []Mail
	visits   int
	down     bool
	refuse   map[string]string
	sayAtDot string
	hold     chan struct{}
}

// Open starts a server that takes everything, until the test ends.
func Open(t testing.TB) *Office {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o := &Office{addr: l.Addr().String(), refuse: map[string]string{}}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go o.serve(c)
		}
	}()
	return o
}

// Server is the server's address, smtp://….
func (o *Office) Server() string { return "smtp://" + o.addr }

// Down makes the server turn everybody away, or not any more.
func (o *Office) Down(down bool) { o.set(func() { o.down = down }) }

// Refuse makes the server answer so ("550 no such user") to a receiver; "" takes the receiver again.
func (o *Office) Refuse(to, answer string) { o.set(func() { o.refuse[to] = answer }) }

// AtDot makes the server say something else than yes when it has a whole mail: "554 no", or "hang up" to keep the mail and say nothing.
func (o *Office) AtDot(answer string) { o.set(func() { o.sayAtDot = answer }) }

// Hold makes the server keep every mail waiting for its last answer until let is called.
func (o *Office) Hold() (let func()) {
	hold := make(chan struct{})
	o.set(func() { o.hold = hold })
	return func() {
		o.set(func() { o.hold = nil })
		close(hold)
	}
}

func (o *Office) set(do func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	do()
}

// Mails are those that the server has taken, in the order in which they came.
func (o *Office) Mails() []Mail {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]Mail{}, o.mails...)
}

// Visits is how often somebody called.
func (o *Office) Visits() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.visits
}

var errBye = errors.New("bye")

func (o *Office) serve(c net.Conn) {
	defer c.Close()
	p := textproto.NewConn(c)
	o.mu.Lock()
	o.visits++
	down := o.down
	o.mu.Unlock()
	if down {
		p.PrintfLine("421 closed")
		return
	}
	p.PrintfLine("220 test")
	var m Mail
	for {
		line, err := p.ReadLine()
		if err != nil || o.answer(p, line, &m) != nil {
			return
		}
	}
}

func (o *Office) answer(p *textproto.Conn, line string, m *Mail) error {
	verb, rest, _ := strings.Cut(line, " ")
	switch strings.ToUpper(verb) {
	case "MAIL":
		*m = Mail{From: between(rest)}
	case "RCPT":
		o.mu.Lock()
		no := o.refuse[between(rest)]
		o.mu.Unlock()
		if no != "" {
			return p.PrintfLine("%s", no)
		}
		m.To = append(m.To, between(rest))
	case "DATA":
		return o.data(p, m)
	case "QUIT":
		p.PrintfLine("221 bye")
		return errBye
	}
	return p.PrintfLine("250 ok")
}

func (o *Office) data(p *textproto.Conn, m *Mail) error {
	if err := p.PrintfLine("354 go on"); err != nil {
		return err
	}
	body, err := io.ReadAll(p.DotReader())
	if err != nil {
		return err
	}
	m.Data = string(body)
	o.mu.Lock()
	say, hold := o.sayAtDot, o.hold
	if say == "" || say == "hang up" {
		o.mails = append(o.mails, *m)
	}
	o.mu.Unlock()
	if hold != nil {
		<-hold
	}
	switch say {
	case "":
		return p.PrintfLine("250 kept")
	case "hang up":
		return errBye
	}
	return p.PrintfLine("%s", say)
}

func between(s string) string {
	_, s, _ = strings.Cut(s, "<")
	s, _, _ = strings.Cut(s, ">")
	return s
}
