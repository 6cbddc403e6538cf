using System.Text.Json.Nodes;
using DenseEdge.FleetServer.Management;
using DenseEdge.FleetServer.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace DenseEdge.FleetServer.OpenApi;

/// <summary>The API's description: title, token schemes, and for every endpoint who may use it.</summary>
internal static class ApiDescription
{
    /// <summary>The document's name, which is in its path.</summary>
    public const string Document = "v1";

    private const string DeviceScheme = "target_token";
    private const string GatewayScheme = "gateway_token";
    private const string PersonScheme = "token";

    /// <summary>Adds what makes the document.</summary>
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Secure(operation, context);
            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "DenseEdge fleet server",
            Version = ServerEndpoints.Version,
            Description = "Keeps the models of a fleet up to date. Devices speak hawkBit's Direct Device Integration; people and "
                + "programs use /api/v1 with a token. Refusals are problem+json (RFC 9457).",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [PersonScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token of a person or a program. Roles: viewer reads, operator updates devices, admin makes tokens.",
            },
            [DeviceScheme] = Header("A device's own token: 'TargetToken …'."),
            [GatewayScheme] = Header("The token that opens every device: 'GatewayToken …'."),
        };
    }

    private static OpenApiSecurityScheme Header(string description) => new()
    {
        Type = SecuritySchemeType.ApiKey,
        In = ParameterLocation.Header,
        Name = "Authorization",
        Description = description,
    };

    private static void Secure(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        Access access = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRequirement>().Last().Access;
        string[] schemes = access switch
        {
            Access.Anyone or Access.RepositoryReader => [],
            Access.Device => [DeviceScheme, GatewayScheme],
            _ => [PersonScheme],
        };
        operation.Security = [.. schemes.Select(scheme => new OpenApiSecurityRequirement
        {
            [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [],
        })];
        operation.AddExtension("x-role", new JsonNodeExtension(JsonValue.Create(ApiWord.Of(access))!));
    }
}
