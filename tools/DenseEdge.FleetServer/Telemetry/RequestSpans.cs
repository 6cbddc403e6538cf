using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace DenseEdge.FleetServer.Telemetry;

/// <summary>Names the traces' spans of requests by method and route, as OpenTelemetry's conventions for HTTP have it: the framework
/// gives them one name for all. No device's id and no token is in them.</summary>
internal static class RequestSpans
{
    private const int FirstServerFault = 500;

    /// <summary>Adds it; after routing.</summary>
    public static void UseRequestSpans(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Activity? span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        return span is { IsAllDataRequested: true } ? NameAsync(span, context, next) : next(context);
    });

    private static async Task NameAsync(Activity span, HttpContext context, RequestDelegate next)
    {
        string method = context.Request.Method;
        string? route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        await next(context);
        int status = context.Response.StatusCode;
        span.SetTag("http.response.status_code", status);
        if (status >= FirstServerFault)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
