package outbox

import (
	"bytes"
	"context"
	"errors"
	"net"
	netmail "net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-ical"
	"github.com/wneessen/go-mail"

	"siil/internal/fault"
	"siil/internal/text"
	"siil/internal/value"
)

// Mail is how mail leaves: Server is smtp://host:port (smtps:// for TLS from the first byte), From the sender. Login and Password may stand in
// Server's address instead.
type Mail struct {
	Server, From, Login, Password string

	wait time.Duration // for each answer; 0: a good choice
}

// Letter is one mail to one receiver. ID names it for ever: it stands in its Message-ID.
type Letter struct {
	ID                value.ID
	To, Subject, Text string
	Calendar          []byte
	At                value.Instant
}

// What became of a mail that did not leave, as the rows keep it.
const (
	causeAddress     = "address"     // of the receiver: no address
	causeRefused     = "refused"     // the server will not have it
	causeLater       = "later"       // the server says: not now
	causeSender      = "sender"      // the server will not have our sender, or the setting is wrong
	causeUnreachable = "unreachable" // no server, no TLS, wrong password
	causeUnknown     = "unknown"     // it may have left or not
	causeSending     = "sending"     // it is leaving just now, or was when the program died
	causeDisabled    = "disabled"    // the account is disabled
	causeUnwanted    = "unwanted"    // its holder does not want it any more
	causeByHand      = "by_hand"     // an administrator dropped it
)

// sendError is why a mail did not leave.
type sendError struct {
	cause string
	err   error
}

func (e *sendError) Error() string { return e.cause }
func (e *sendError) Unwrap() error { return e.err }

func causeOf(err error) string {
	var e *sendError
	if errors.As(err, &e) {
		return e.cause
	}
	return causeUnreachable
}

// Send hands a letter to the server. Nil means that the server has taken it; the error says how far it came, never an address.
func (m Mail) Send(ctx context.Context, l Letter) error {
	msg, err := m.message(l)
	if err != nil {
		return err
	}
	client, err := m.client()
	if err != nil {
		return &sendError{causeSender, err}
	}
	conn, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return &sendError{causeUnreachable, err}
	}
	defer client.CloseWithSMTPClient(conn) // what it says after taking the mail changes nothing
	return judge(client.SendWithSMTPClient(conn, msg))
}

// judge says what a failure of the server means for the mail: only after its last dot nobody knows.
func judge(err error) error {
	var e *mail.SendError
	if err == nil {
		return nil
	}
	if !errors.As(err, &e) {
		return &sendError{causeUnreachable, err}
	}
	never := e.ErrorCode() >= 500
	switch {
	case e.Reason == mail.ErrSMTPReset:
		return nil
	case e.Reason == mail.ErrSMTPDataClose && e.ErrorCode() == 0:
		return &sendError{causeUnknown, err}
	case e.Reason == mail.ErrSMTPMailFrom && never:
		return &sendError{causeSender, err}
	case never && (e.Reason == mail.ErrSMTPRcptTo || e.Reason == mail.ErrSMTPData || e.Reason == mail.ErrSMTPDataClose):
		return &sendError{causeRefused, err}
	case e.ErrorCode() >= 400:
		return &sendError{causeLater, err}
	}
	return &sendError{causeUnreachable, err}
}

func (m Mail) message(l Letter) (*mail.Msg, error) {
	to, err := netmail.ParseAddress(l.To)
	if err != nil || to.Address != l.To || oneLine(l.To) != l.To {
		return nil, &sendError{causeAddress, err}
	}
	from, err := netmail.ParseAddress(m.From)
	if err != nil || oneLine(m.From) != m.From {
		return nil, &sendError{causeSender, err}
	}
	msg := mail.NewMsg()
	msg.FromMailAddress(from)
	msg.ToMailAddress(to)
	msg.Subject(oneLine(l.Subject))
	msg.SetMessageIDWithValue(string(l.ID) + from.Address[strings.LastIndexByte(from.Address, '@'):])
	msg.SetDateWithValue(l.At.Rome())
	msg.SetUserAgent("SIIL")
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	msg.SetBodyString(mail.TypeTextPlain, l.Text)
	if len(l.Calendar) > 0 {
		entry, method, err := addressed(l.Calendar, from.Address, to.Address, l.At)
		if err != nil {
			return nil, &sendError{causeRefused, err}
		}
		msg.AddAlternativeString(mail.ContentType("text/calendar; method="+method), string(entry), mail.WithPartEncoding(mail.EncodingB64))
	}
	return msg, nil
}

// addressed puts who invites and who is invited into a calendar entry, which programs need to offer "accept".
func addressed(entry []byte, from, to string, at value.Instant) (out []byte, method string, err error) {
	cal, err := ical.NewDecoder(bytes.NewReader(entry)).Decode()
	if err != nil {
		return nil, "", err
	}
	method, err = cal.Props.Text(ical.PropMethod)
	if err != nil || method != "CANCEL" {
		method = "REQUEST"
	}
	for _, ev := range cal.Events() {
		ev.Props.Set(&ical.Prop{Name: ical.PropOrganizer, Params: ical.Params{}, Value: "mailto:" + from})
		ev.Props.Set(&ical.Prop{Name: ical.PropAttendee, Params: ical.Params{"RSVP": {"FALSE"}}, Value: "mailto:" + to})
		ev.Props.SetDateTime(ical.PropDateTimeStamp, at.Time())
	}
	var b bytes.Buffer
	err = ical.NewEncoder(&b).Encode(cal)
	return b.Bytes(), method, err
}

// client knows the server. A password never goes over a line that is not encrypted, unless the server is this machine.
func (m Mail) client() (*mail.Client, error) {
	u, err := parseServer(m.Server)
	if err != nil {
		return nil, err
	}
	if user := u.User.Username(); m.Login == "" && user != "" {
		m.Login = user
		m.Password, _ = u.User.Password()
	}
	if m.wait == 0 {
		m.wait = 20 * time.Second
	}
	policy := mail.TLSOpportunistic
	if m.Login != "" && !isLoopback(u.Hostname()) {
		policy = mail.TLSMandatory
	}
	opts := []mail.Option{mail.WithTimeout(m.wait), mail.WithTLSPolicy(policy)}
	if u.Scheme == "smtps" {
		opts = append(opts, mail.WithSSL())
	}
	if p, err := strconv.Atoi(u.Port()); err == nil {
		opts = append(opts, mail.WithPort(p))
	}
	if m.Login != "" {
		opts = append(opts, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(m.Login), mail.WithPassword(m.Password))
	}
	c, err := mail.NewClient(u.Hostname(), opts...)
	return c, fault.Wrap(err, "mail client")
}

// parseServer reads smtp://host:port or smtps://host:port; a user with a password may stand before the host.
func parseServer(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Hostname() == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, fault.New(fault.Invalid, text.MailAddress)
	}
	return u, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
