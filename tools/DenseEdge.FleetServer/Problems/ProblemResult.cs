using System.Net;

namespace DenseEdge.FleetServer.Problems;

/// <summary>A refusal as an endpoint's result.</summary>
/// <param name="status">The status.</param>
/// <param name="detail">What was expected, what was found, what to do.</param>
internal sealed class ProblemResult(HttpStatusCode status, string detail) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => Problem.WriteAsync(httpContext, status, detail);
}
