package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"siil/internal/fault"
	"siil/internal/text"
)

// Run serves until the context ends, then lets begun requests end, at most 10 seconds. ready is called once with the address.
func Run(ctx context.Context, addr string, h http.Handler, ready func(addr string)) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return &fault.Error{Kind: fault.Invalid, Text: text.AddressTaken.With(addr), Cause: err}
	}
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 60 * time.Second, WriteTimeout: 120 * time.Second,
		IdleTimeout: 120 * time.Second, MaxHeaderBytes: 64 << 10}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(l) }()
	if ready != nil {
		ready(l.Addr().String())
	}
	select {
	case err := <-ended:
		return fault.Wrap(err, "serve")
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := srv.Shutdown(stop); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fault.Wrap(err, "stop serving")
	}
	return nil
}
