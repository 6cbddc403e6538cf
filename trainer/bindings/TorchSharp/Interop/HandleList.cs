namespace TorchSharp.Interop;

/// <summary>
/// Several tensors for one native call: keeps each handle alive until disposed, without a heap allocation for short
/// lists.
/// </summary>
internal ref struct HandleList
{
    /// <summary>Room that callers reserve on the stack.</summary>
    public const int StackCapacity = 16;

    private readonly Span<nint> _values;
    private readonly IReadOnlyList<torch.Tensor?> _tensors;
    private int _count;

    public HandleList(IReadOnlyList<torch.Tensor?> tensors, Span<nint> room)
    {
        _tensors = tensors;
        _values = tensors.Count <= room.Length ? room[..tensors.Count] : new nint[tensors.Count];
        try
        {
            foreach (torch.Tensor? tensor in tensors)
            {
                bool added = false;
                tensor?.Handle.DangerousAddRef(ref added);
                _values[_count++] = added ? tensor!.Handle.DangerousGetHandle() : 0;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public readonly ReadOnlySpan<nint> Values => _values;

    public void Dispose()
    {
        while (_count > 0)
        {
            _tensors[--_count]?.Handle.DangerousRelease();
        }
    }
}
