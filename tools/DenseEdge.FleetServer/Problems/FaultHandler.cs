using System.Data.Common;
using System.Net;
using DenseEdge.Fleet;
using Microsoft.AspNetCore.Diagnostics;

namespace DenseEdge.FleetServer.Problems;

/// <summary>Turns what an endpoint throws into a refusal. A caller's fault is told in full; a fault of the server is in the log
/// only, under the number that the caller is told.</summary>
internal sealed partial class FaultHandler(ILogger<FaultHandler> log) : IExceptionHandler
{
    private const int BusySeconds = 5;

    // PostgreSQL's texts have no NUL (SQLSTATE 22021, 22P05): it says so better than every endpoint could ask before.
    private const string NoSuchCharacter = "22021";
    private const string UntranslatableCharacter = "22P05";

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested || httpContext.Response.HasStarted)
        {
            return false;
        }

        (HttpStatusCode status, string detail) = Refusal(exception, httpContext);
        await Problem.WriteAsync(httpContext, status, detail);
        return true;
    }

    private (HttpStatusCode Status, string Detail) Refusal(Exception exception, HttpContext context)
    {
        switch (exception)
        {
            case FleetException { Fault: FleetFault.Invalid }:
                return (HttpStatusCode.BadRequest, exception.Message);
            case FleetException { Fault: FleetFault.NotFound }:
                return (HttpStatusCode.NotFound, exception.Message);
            case FleetException { Fault: FleetFault.Conflict }:
                return (HttpStatusCode.Conflict, exception.Message);
            case BadHttpRequestException bad:
                // The message of what is inside, as of JSON, says more than the framework's own.
                return ((HttpStatusCode)bad.StatusCode, bad.InnerException?.Message ?? bad.Message);
            case InvalidDataException:
                return (HttpStatusCode.BadRequest, exception.Message);
            case DbException { SqlState: NoSuchCharacter or UntranslatableCharacter }:
                return (HttpStatusCode.BadRequest, "Expected texts without the character NUL, found one with it.");
            case DbException { IsTransient: true } or TimeoutException:
                LogBusy(log, exception, context.Request.Path);
                context.Response.Headers.RetryAfter = BusySeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
                return (HttpStatusCode.ServiceUnavailable, "The database doesn't answer now. Try again.");
            default:
                LogFault(log, exception, context.TraceIdentifier, context.Request.Path);
                return (HttpStatusCode.InternalServerError, $"The server failed; its log tells more under {context.TraceIdentifier}.");
        }
    }

    [LoggerMessage(10, LogLevel.Error, "Request {Request} to {Path} failed.")]
    private static partial void LogFault(ILogger log, Exception fault, string request, string path);

    [LoggerMessage(11, LogLevel.Warning, "The database didn't answer a request to {Path}.")]
    private static partial void LogBusy(ILogger log, Exception fault, string path);
}
