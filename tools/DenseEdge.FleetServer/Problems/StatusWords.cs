namespace DenseEdge.FleetServer.Problems;

/// <summary>Says a refusal that the framework makes without words.</summary>
internal static class StatusWords
{
    /// <summary>Says why.</summary>
    public static string Of(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => $"Expected a path of this server, found '{context.Request.Path}'.",
        StatusCodes.Status405MethodNotAllowed
            => $"Expected {context.Response.Headers.Allow} for this path, found {context.Request.Method}.",
        StatusCodes.Status413PayloadTooLarge => "Expected a shorter body.",
        StatusCodes.Status415UnsupportedMediaType
            => $"Expected another media type of the body, found '{context.Request.ContentType}'.",
        StatusCodes.Status416RangeNotSatisfiable => "Expected a range inside of the file.",
        StatusCodes.Status429TooManyRequests => "Too many requests from this address; wait some seconds.",
        _ => "The request was refused.",
    };
}
