using System.Net;
using System.Net.Http.Headers;

namespace DenseEdge.Transfer;

/// <summary>What an answer's status says about the transfer.</summary>
internal static class HttpAnswers
{
    /// <summary>The failure that a status means.</summary>
    /// <param name="answer">An answer that is no success.</param>
    public static TransferException Failure(HttpResponseMessage answer)
    {
        Uri? source = answer.RequestMessage?.RequestUri;
        HttpStatusCode status = answer.StatusCode;
        return status is HttpStatusCode.NotFound or HttpStatusCode.Gone
            ? new TransferException(
                TransferReason.NotFound, $"Expected {source}, but the server says that there is none ({(int)status}).")
            {
                Status = status,
            }
            : new TransferException(
                TransferReason.Refused, $"Expected {source}, but the server refused: {(int)status} {answer.ReasonPhrase}.")
            {
                Status = status,
                IsPassing = IsPassing(status),
                RetryAfter = RetryAfter(answer.Headers.RetryAfter),
            };
    }

    private static bool IsPassing(HttpStatusCode status) => status
        is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError
        or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // A date would need the server's clock; only a number of seconds is believed.
    private static TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
        => header?.Delta is { } wait && wait > TimeSpan.Zero ? wait : null;
}
