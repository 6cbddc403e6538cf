using System.Net;
using System.Net.Http.Headers;
using DenseEdge.Storage;

namespace DenseEdge.Transfer;

/// <summary>One file on its way, over as many attempts as it takes.</summary>
internal sealed class Download(
    DownloadRequest request,
    IFileSystem files,
    IProgress<long>? progress,
    TransferOptions options,
    Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answerAsync)
{
    // Less than this is no progress worth another round of attempts: a server could drip byte by byte for ever.
    private const long LeastProgressBytes = 1 << 14;

    private readonly PartFile _part = new(files, request);
    private bool _mayResume = true;
    private bool _isPatched;
    private bool _isFirst = true;
    private long _furthest;

    /// <summary>Whether the last attempt came far enough beyond all before it to forgive its failure. Asked once per failure.
    /// </summary>
    public bool TakeProgress()
    {
        long length = _part.Length;
        if (length < _furthest + LeastProgressBytes)
        {
            return false;
        }

        _furthest = length;
        return true;
    }

    /// <summary>Goes on until the file is there, or throws.</summary>
    public async Task AttemptAsync(CancellationToken cancellation)
    {
        if (_isFirst)
        {
            _isFirst = false;
            _furthest = _part.Length;
            _isPatched = _furthest > 0;
        }

        if (_part.Length > request.Length)
        {
            StartOver();
        }

        if (_part.Length < request.Length || request.Length == 0)
        {
            await FetchAsync(cancellation).ConfigureAwait(false);
        }

        Finish();
    }

    private void Finish()
    {
        if (_part.Fault() is not { } fault)
        {
            _part.Finish();
            return;
        }

        // Bytes that an earlier process left may be what a power cut made of them, and pieces that came one by one may be of
        // two versions: once more, all of it.
        bool isWorthAnother = _isPatched;
        StartOver();
        throw new TransferException(TransferReason.WrongDigest, $"{request.Source} is not what was promised: {fault}.")
        {
            IsPassing = isWorthAnother,
        };
    }

    private async Task FetchAsync(CancellationToken cancellation)
    {
        long offset = _mayResume ? _part.Length : 0;
        if (offset == 0)
        {
            StartOver();
        }

        using HttpRequestMessage message = Message(offset);
        using HttpResponseMessage answer = await answerAsync(message, cancellation).ConfigureAwait(false);
        if (answer.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw Distrust("it refuses the range");
        }

        if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
        {
            throw HttpAnswers.Failure(answer);
        }

        CheckAnswer(answer, offset);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            StartOver();
            _part.WriteTag(StrongTag(answer));
        }

        try
        {
            await AppendAsync(answer, cancellation).ConfigureAwait(false);
        }
        catch (TransferException failure) when (failure.Reason == TransferReason.TooLong)
        {
            StartOver();
            throw;
        }
    }

    private HttpRequestMessage Message(long offset)
    {
        HttpRequestMessage message = new(HttpMethod.Get, request.Source);
        HttpTransfer.AddHeaders(message, request.Headers);
        if (offset == 0)
        {
            return message;
        }

        message.Headers.Range = new RangeHeaderValue(offset, null);
        if (_part.ReadTag() is { } tag && EntityTagHeaderValue.TryParse(tag, out EntityTagHeaderValue? version))
        {
            message.Headers.IfRange = new RangeConditionHeaderValue(version);
        }

        return message;
    }

    private void CheckAnswer(HttpResponseMessage answer, long offset)
    {
        if (answer.StatusCode == HttpStatusCode.PartialContent)
        {
            CheckRange(answer, offset);
            _isPatched = true;
        }

        long expected = answer.StatusCode == HttpStatusCode.OK ? request.Length : request.Length - offset;
        if (answer.Content.Headers.ContentLength is not { } found || found == expected)
        {
            return;
        }

        throw new TransferException(
            found > expected ? TransferReason.TooLong : TransferReason.TooShort,
            $"Expected {expected} bytes from {request.Source}, found {found}.");
    }

    private void CheckRange(HttpResponseMessage answer, long offset)
    {
        ContentRangeHeaderValue? range = answer.Content.Headers.ContentRange;
        if (offset == 0 || range?.Unit != "bytes" || range.From != offset || range.To != request.Length - 1
            || (range.Length is { } total && total != request.Length))
        {
            throw Distrust($"asked for bytes {offset}-{request.Length - 1}/{request.Length} it sends '{range}'");
        }

        if (_part.ReadTag() is { } old && StrongTag(answer) is { } now && old != now)
        {
            throw Distrust($"the bytes so far are of version {old}, these of {now}");
        }
    }

    private async Task AppendAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        using WritableFile file = _part.Append();
        progress?.Report(file.Length);
        await BodyReader.CopyAsync(
            answer,
            chunk =>
            {
                if (file.Length + chunk.Length > request.Length)
                {
                    throw new TransferException(
                        TransferReason.TooLong, $"Expected {request.Length} bytes from {request.Source}, found more.");
                }

                file.Write(chunk.Span);
                progress?.Report(file.Length);
            },
            options,
            cancellation).ConfigureAwait(false);
        if (file.Length < request.Length)
        {
            throw new TransferException(
                TransferReason.Unreachable,
                $"The connection to {request.Source} broke after {file.Length} of {request.Length} bytes.")
            {
                IsPassing = true,
            };
        }
    }

    // A server whose ranges make no sense is asked for the whole file from now on.
    private TransferException Distrust(string found)
    {
        bool wasTrusted = _mayResume && _part.Length > 0;
        _mayResume = false;
        StartOver();
        return new TransferException(
            TransferReason.BadAnswer, $"Expected the rest of {request.Source}, but the server can't go on: {found}.")
        {
            IsPassing = wasTrusted,
        };
    }

    private void StartOver()
    {
        _part.Delete();
        _isPatched = false;
    }

    // A weak tag promises the same meaning, not the same bytes.
    private static string? StrongTag(HttpResponseMessage answer)
        => answer.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;
}
