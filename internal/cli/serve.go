package cli

import (
	"context"
	"log/slog"
	"net/http"

	"siil/internal/app"
	"siil/internal/gate"
	"siil/internal/server"
	"siil/internal/text"
)

type serveCmd struct {
	Addr        string `default:"127.0.0.1:8080" help:"${help_serve_addr}"`
	MetricsAddr string `name:"metrics-addr" help:"${help_serve_metrics}"`
	PublicURL   string `name:"public-url" env:"SIIL_PUBLIC_URL" help:"${help_serve_public_url}"`
	SMTP        string `name:"smtp" env:"SIIL_SMTP" help:"${help_serve_smtp}"`
	MailFrom    string `name:"mail-from" env:"SIIL_MAIL_FROM" help:"${help_serve_mail_from}"`
	Private     bool   `name:"private-calls" env:"SIIL_PRIVATE_CALLS" help:"${help_serve_private}"`
}

// Run serves until it is told to stop; then begun requests end.
func (c serveCmd) Run(e *env) error {
	g, err := e.open()
	if err != nil {
		return err
	}
	defer g.Close()
	return c.serve(e, g)
}

func (c serveCmd) serve(e *env, g *gate.Gate) error {
	log := slog.New(slog.NewJSONHandler(e.err, nil))
	a, err := app.New(app.Config{Gate: g, Log: log, PublicURL: c.PublicURL, SMTP: c.SMTP, MailFrom: c.MailFrom, Private: c.Private, Version: e.version})
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(e.ctx)
	defer stop()
	if err := a.Start(ctx); err != nil {
		return err
	}
	defer a.Wait()
	defer stop()
	if c.MetricsAddr != "" {
		go func() {
			mux := http.NewServeMux()
			mux.Handle("GET /metrics", a.Server.Metrics.Handler())
			if err := server.Run(ctx, c.MetricsAddr, mux, nil); err != nil {
				log.Error("metrics", "cause", err.Error())
			}
		}()
	}
	err = server.Run(ctx, c.Addr, a.Server.Handler(), func(addr string) { e.say(text.Serving, addr) })
	e.say(text.Stopped)
	return err
}
