module example.com/handlers

go 1.22

require (
	github.com/go-chi/chi/v5 v5.2.3
	github.com/gin-gonic/gin v1.11.0
	github.com/gofiber/fiber/v2 v2.52.9
	github.com/gorilla/mux v1.8.1
	github.com/labstack/echo/v4 v4.13.4
	github.com/rabbitmq/amqp091-go v1.10.0
	github.com/robfig/cron/v3 v3.0.1
	github.com/spf13/cobra v1.10.1
	golang.org/x/sync v0.17.0
	google.golang.org/grpc v1.76.0
)
