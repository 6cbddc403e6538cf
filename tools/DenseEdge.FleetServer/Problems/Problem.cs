using System.Net;
using DenseEdge.FleetApi;
using Microsoft.AspNetCore.WebUtilities;

namespace DenseEdge.FleetServer.Problems;

/// <summary>Refusals as problem+json (RFC 9457): the title says the status in words, the detail what was expected and
/// found.</summary>
internal static class Problem
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>Answers a request with a refusal.</summary>
    /// <param name="context">The request; nothing of its answer has been sent.</param>
    /// <param name="status">The status.</param>
    /// <param name="detail">What was expected, what was found, what to do.</param>
    public static Task WriteAsync(HttpContext context, HttpStatusCode status, string detail)
    {
        context.Response.StatusCode = (int)status;
        return context.Response.WriteAsJsonAsync(
            Make(status, detail), FleetJson.Default.FleetProblem, MediaType, context.RequestAborted);
    }

    /// <summary>Makes a refusal.</summary>
    public static ProblemResult Result(HttpStatusCode status, string detail) => new(status, detail);

    /// <summary>What isn't there.</summary>
    public static ProblemResult NotFound(string detail) => Result(HttpStatusCode.NotFound, detail);

    /// <summary>What can't be read.</summary>
    public static ProblemResult BadRequest(string detail) => Result(HttpStatusCode.BadRequest, detail);

    /// <summary>Makes the document.</summary>
    public static FleetProblem Make(HttpStatusCode status, string detail) => new()
    {
        Title = ReasonPhrases.GetReasonPhrase((int)status),
        Status = (int)status,
        Detail = detail,
        Position = FilterPosition.In(detail),
    };
}
