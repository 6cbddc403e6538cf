using System.Globalization;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Access;
using DenseEdge.FleetApi;
using DenseEdge.FleetServer.Auditing;
using DenseEdge.FleetServer.OpenApi;
using DenseEdge.FleetServer.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Api = DenseEdge.FleetApi;

namespace DenseEdge.FleetServer.Management;

/// <summary>Tokens of people and programs, and the audit log.</summary>
internal static class TokenEndpoints
{
    private const int UsualLimit = 100;

    /// <summary>Maps them.</summary>
    public static void MapTokens(this RouteGroupBuilder api)
    {
        RouteGroupBuilder admin = api.MapGroup("").WithTags("Administration").RequireAccess(Access.Admin);
        admin.MapGet("/tokens", ListAsync).Says("listTokens", "All tokens, without their secrets.");
        admin.MapPost("/tokens", AddAsync).Audited("token.create", "token", null)
            .Says("createToken", "Makes a token; its secret is shown this once.");
        admin.MapDelete("/tokens/{id:long}", DeleteAsync).Audited("token.delete", "token").WithRefusals(404, 409)
            .Says("deleteToken", "Ends a token. The last admin's token that never expires stays.");
        admin.MapGet("/audit", AuditAsync).Says("listAudit", "Who changed what, newest first.");
    }

    private static async Task<Ok<IReadOnlyList<TokenView>>> ListAsync(IFleetStore store, CancellationToken cancellation)
    {
        IReadOnlyList<AccessToken> tokens = await store.Tokens.ListAsync(cancellation);
        return TypedResults.Ok<IReadOnlyList<TokenView>>([.. tokens.Select(View)]);
    }

    private static async Task<Created<NewTokenAnswer>> AddAsync(
        HttpContext context, IFleetStore store, Api.NewToken body, CancellationToken cancellation)
    {
        if (!ApiWord.TryRead(body.Role, out AccessRole role))
        {
            throw new Fleet.FleetException(
                FleetFault.Invalid, $"role: expected one of {ApiWord.All<AccessRole>()}, found '{body.Role}'.");
        }

        string secret = Secret.Create();
        AccessToken token = await store.Tokens.AddAsync(
            new Fleet.Access.NewToken(body.Name, role, Secret.Hash(secret), body.Expires), cancellation);
        string id = token.Id.ToString(CultureInfo.InvariantCulture);
        AuditSubject.Set(context, id, $"{token.Name} {body.Role}");
        return TypedResults.Created(
            $"{ManagementRoutes.Base}/tokens/{id}",
            new NewTokenAnswer
            {
                Id = token.Id,
                Name = token.Name,
                Role = ApiWord.Of(token.Role),
                Expires = token.Expires,
                Token = secret,
            });
    }

    private static async Task<NoContent> DeleteAsync(
        IFleetStore store, TokenDirectory directory, long id, CancellationToken cancellation)
    {
        bool wasThere = await store.Tokens.DeleteAsync(id, cancellation);
        directory.Clear();
        return wasThere
            ? TypedResults.NoContent()
            : throw new Fleet.FleetException(
                FleetFault.NotFound, string.Create(CultureInfo.InvariantCulture, $"Expected a token, found no {id}."));
    }

    private static async Task<Ok<Api.Page<Api.AuditEntry>>> AuditAsync(
        IFleetStore store, int? limit, string? cursor, CancellationToken cancellation)
    {
        Fleet.Page<Fleet.Audit.AuditEntry> page = await store.Audit.ListAsync(limit ?? UsualLimit, cursor, cancellation);
        return TypedResults.Ok(new Api.Page<Api.AuditEntry>
        {
            Items = [.. page.Items.Select(View)],
            Next = page.Next,
            Total = page.Total,
        });
    }

    private static TokenView View(AccessToken token) => new()
    {
        Id = token.Id,
        Name = token.Name,
        Role = ApiWord.Of(token.Role),
        Created = token.Created,
        Expires = token.Expires,
        LastUsed = token.LastUsed,
    };

    private static Api.AuditEntry View(Fleet.Audit.AuditEntry entry) => new()
    {
        Id = entry.Id,
        Time = entry.Time,
        Actor = entry.Who,
        Action = entry.What,
        Target = entry.Subject,
        Detail = entry.Detail,
        Address = entry.Address,
    };
}
