using System.Globalization;
using System.Net;
using DenseEdge.Fleet.Access;
using DenseEdge.Fleet.Devices;
using DenseEdge.FleetServer.Limits;
using DenseEdge.FleetServer.Problems;
using DenseEdge.FleetServer.Settings;
using DenseEdge.FleetServer.Telemetry;

namespace DenseEdge.FleetServer.Security;

/// <summary>Stands before every endpoint: who calls, and may he? What isn't allowed by an <see cref="AccessRequirement"/> is
/// refused, before a byte of the body is read.</summary>
/// <remarks>Written by hand in place of ASP.NET Core's authentication handlers: a device is proven by the read that also answers
/// its poll, and people have one role in an order, so that neither claims nor policies would say more.</remarks>
internal sealed class AccessGate(
    RequestDelegate next, ServerSettings settings, TokenDirectory tokens, DeviceProof devices, ClientLimits limits,
    FleetMeter meter)
{
    /// <summary>Lets a request through or answers it.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        // Without an endpoint, and with those that routing makes for 405 and 415, nothing runs that could be misused.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            return next(context);
        }

        Access? access = endpoint.Metadata.GetMetadata<AccessRequirement>()?.Access;
        return access switch
        {
            Access.Anyone => next(context),
            Access.RepositoryReader when !settings.PrivateRepository => next(context),
            Access.RepositoryReader => PassReaderAsync(context),
            Access.Device => PassDeviceAsync(context, endpoint),
            Access.Viewer => PassPersonAsync(context, AccessRole.Viewer),
            Access.Operator => PassPersonAsync(context, AccessRole.Operator),
            Access.Admin => PassPersonAsync(context, AccessRole.Admin),
            _ => throw new InvalidOperationException($"Nobody has said who may use the endpoint '{endpoint.DisplayName}'."),
        };
    }

    private Task PassReaderAsync(HttpContext context)
        => devices.IsGateway(Credential.Of(context.Request)) ? next(context) : PassPersonAsync(context, AccessRole.Viewer);

    private async Task PassPersonAsync(HttpContext context, AccessRole role)
    {
        Credential credential = Credential.Of(context.Request);
        AccessToken? token = null;
        if (credential.Scheme == Credential.Bearer)
        {
            if (limits.IsGuessing(context))
            {
                await LimitAsync(context);
                return;
            }

            token = await tokens.FindAsync(credential.Secret, context.RequestAborted);
        }

        if (token is null)
        {
            await RefuseAsync(
                context, Credential.Bearer, "Expected a valid token in 'Authorization: Bearer …', found none or another.");
            return;
        }

        context.Features.Set(new PersonCaller(token));
        if (token.Role < role)
        {
            await Problem.WriteAsync(
                context, HttpStatusCode.Forbidden,
                $"Expected a token of the role {role.ToString().ToLowerInvariant()}, found one of the role "
                + $"{token.Role.ToString().ToLowerInvariant()}.");
        }
        else if (!limits.Admits(token.Id))
        {
            await LimitAsync(context);
        }
        else
        {
            await next(context);
        }
    }

    private async Task PassDeviceAsync(HttpContext context, RouteEndpoint endpoint)
    {
        string tenant = (string)context.Request.RouteValues["tenant"]!;
        string id = (string)context.Request.RouteValues["id"]!;
        Credential credential = Credential.Of(context.Request);
        if (limits.IsGuessing(context))
        {
            await LimitAsync(context);
            return;
        }

        bool mayRegister = endpoint.Metadata.GetMetadata<RegistersDevices>() is not null;
        DevicePoll? device = credential.IsThere && tenant.Equals(settings.Tenant, StringComparison.OrdinalIgnoreCase)
            ? await devices.ProveAsync(id, credential, mayRegister, context.RequestAborted)
            : null;
        if (device is not null)
        {
            await PassProvenAsync(context, device);
        }
        else if (devices.IsGateway(credential))
        {
            await Problem.WriteAsync(context, HttpStatusCode.NotFound, $"Expected a device that is known, found '{id}'.");
        }
        else
        {
            await RefuseAsync(
                context, Credential.TargetToken,
                "Expected the device's own token in 'Authorization: TargetToken …', or the gateway's in 'GatewayToken …'.");
        }
    }

    private Task PassProvenAsync(HttpContext context, DevicePoll device)
    {
        if (!limits.Admits(device.Id))
        {
            return LimitAsync(context);
        }

        context.Features.Set(new DeviceCaller(device));
        return next(context);
    }

    private Task RefuseAsync(HttpContext context, string scheme, string detail)
    {
        limits.CountRefusal(context);
        meter.CountRefusal(scheme);
        context.Response.Headers.WWWAuthenticate = scheme;
        return Problem.WriteAsync(context, HttpStatusCode.Unauthorized, detail);
    }

    private static Task LimitAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = ClientLimits.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        return Problem.WriteAsync(context, HttpStatusCode.TooManyRequests, "Too many requests; wait as Retry-After says.");
    }
}
