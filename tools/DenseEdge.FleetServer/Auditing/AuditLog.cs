using System.Globalization;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Audit;
using DenseEdge.FleetServer.Security;

namespace DenseEdge.FleetServer.Auditing;

/// <summary>Writes who changed what, from where, and how it ended, refusals included. Requests without a valid token change
/// nothing and are only counted: anybody could fill the log with them.</summary>
internal sealed class AuditLog(RequestDelegate next, IFleetStore store)
{
    /// <summary>Runs a request, then writes its entry.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        AuditAction? action = context.GetEndpoint()?.Metadata.GetMetadata<AuditAction>();
        if (action is null)
        {
            await next(context);
            return;
        }

        // What handles an exception clears the path's values before the answer is known.
        string? key = action.RouteKey is { } name ? context.Request.RouteValues[name]?.ToString() : null;
        await next(context);
        if (context.Features.Get<PersonCaller>() is { } caller)
        {
            AuditSubject? subject = context.Features.Get<AuditSubject>();
            string? id = subject?.Id ?? key;
            string status = context.Response.StatusCode.ToString(CultureInfo.InvariantCulture);
            await store.Audit.AddAsync(
                new NewAuditEntry(
                    caller.Token.Name, action.What, id is null ? action.Noun : $"{action.Noun}/{id}",
                    subject?.Detail is { } detail ? $"{status} {detail}" : status,
                    context.Connection.RemoteIpAddress?.ToString()),
                CancellationToken.None);
        }
    }
}
