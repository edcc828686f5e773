package job

import (
	"context"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"siil/internal/fault"
	"siil/internal/text"
	"siil/internal/value"
)

// Mail is how mail leaves: Server is smtp://user:password@host:port (smtps:// for TLS from the first byte), From the sender.
type Mail struct {
	Server string
	From   string
}

// checkpoint mails one signed head of the log to one party. The mail holds no personal data.
func (m Mail) checkpoint(ctx context.Context, to, zone string, day value.Date, signed, key string) error {
	msg := mail.NewMsg()
	if err := msg.From(m.From); err != nil {
		return fault.Wrap(err, "sender")
	}
	if err := msg.To(to); err != nil {
		return fault.Wrap(err, "recipient")
	}
	msg.Subject(text.CheckpointSubject.F(text.Italian, zone, day.Format()))
	msg.SetBodyString(mail.TypeTextPlain, text.CheckpointBody.F(text.Italian, key, signed))
	client, err := m.client()
	if err != nil {
		return err
	}
	return fault.Wrap(client.DialAndSendWithContext(ctx, msg), "send")
}

func (m Mail) client() (*mail.Client, error) {
	u, err := url.Parse(m.Server)
	if err != nil {
		return nil, fault.New(fault.Invalid, text.MailAddress)
	}
	opts := []mail.Option{mail.WithTimeout(20 * time.Second), mail.WithTLSPolicy(mail.TLSOpportunistic)}
	if u.Scheme == "smtps" {
		opts = append(opts, mail.WithSSL())
	}
	if p, err := strconv.Atoi(u.Port()); err == nil {
		opts = append(opts, mail.WithPort(p))
	}
	if user := u.User.Username(); user != "" {
		password, _ := u.User.Password()
		opts = append(opts, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(user), mail.WithPassword(password))
	}
	c, err := mail.NewClient(u.Hostname(), opts...)
	return c, fault.Wrap(err, "mail client")
}

// size reads the number of leaves from a signed head: its second line.
func size(signed string) int64 {
	lines := strings.SplitN(signed, "\n", 3)
	if len(lines) < 3 {
		return 0
	}
	n, _ := strconv.ParseInt(lines[1], 10, 64)
	return n
}
