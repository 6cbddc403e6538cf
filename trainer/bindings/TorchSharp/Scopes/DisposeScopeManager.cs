namespace TorchSharp;

/// <summary>The dispose scopes of one thread, innermost last.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? _current;

    /// <summary>The calling thread's counts.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Current.Counts;

    internal static DisposeScopeManager Current => _current ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal Stack<DisposeScope> Scopes { get; } = new();

    internal static DisposeScope Open()
    {
        DisposeScopeManager manager = Current;
        var scope = new DisposeScope(manager);
        manager.Scopes.Push(scope);
        return scope;
    }

    internal DisposeScope? Register(torch.Tensor tensor)
    {
        if (!Scopes.TryPeek(out DisposeScope? innermost))
        {
            Counts.CreatedOutsideScopeCount++;
            return null;
        }

        Counts.CreatedInScopeCount++;
        innermost.Include(tensor);
        return innermost;
    }

    // A scope that is disposed out of order takes itself out of the middle: the others stay what they were.
    internal void Close(DisposeScope scope)
    {
        if (Scopes.TryPeek(out DisposeScope? innermost) && ReferenceEquals(innermost, scope))
        {
            Scopes.Pop();
            return;
        }

        DisposeScope[] others = [.. Scopes.Where(other => !ReferenceEquals(other, scope)).Reverse()];
        Scopes.Clear();
        foreach (DisposeScope other in others)
        {
            Scopes.Push(other);
        }
    }
}
