namespace TorchSharp;

/// <summary>
/// Disposes, when it is disposed, the tensors that its thread created meanwhile and did not move out.
/// </summary>
public sealed class DisposeScope : IDisposable
{
    private readonly DisposeScopeManager _manager;
    private HashSet<IDisposable> _disposables = new(ReferenceEqualityComparer.Instance);

    /// <summary>Callers use <see cref="torch.NewDisposeScope"/>.</summary>
    /// <param name="disposeScopeManager">The scopes of the calling thread.</param>
    /// <exception cref="ArgumentNullException">The argument is null.</exception>
    public DisposeScope(DisposeScopeManager disposeScopeManager)
    {
        ArgumentNullException.ThrowIfNull(disposeScopeManager);
        _manager = disposeScopeManager;
        OuterScope = disposeScopeManager.Scopes.TryPeek(out DisposeScope? outer) ? outer : null;
    }

    /// <summary>A copy of what the scope holds now.</summary>
    public IReadOnlyList<IDisposable> DisposablesView => [.. _disposables];

    /// <summary>How many disposables the scope holds.</summary>
    public int DisposablesCount => _disposables.Count;

    internal DisposeScope? OuterScope { get; }

    /// <summary>Adds a disposable; tensors are added when they are created.</summary>
    /// <typeparam name="T">The disposable's type.</typeparam>
    /// <param name="disposable">What to dispose with the scope.</param>
    /// <returns>The argument.</returns>
    public T Include<T>(T disposable)
        where T : IDisposable
    {
        _disposables.Add(disposable);
        return disposable;
    }

    /// <summary>Moves a disposable to the scope around this one, or out of all scopes if there is none.</summary>
    /// <typeparam name="T">The disposable's type.</typeparam>
    /// <param name="disposable">What to keep.</param>
    /// <returns>The argument.</returns>
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        MoveOne(OuterScope, disposable);
        return disposable;
    }

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        MoveOne(OuterScope, first);
        MoveOne(OuterScope, second);
        return (first, second);
    }

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        MoveToOuter(first, second);
        MoveOne(OuterScope, third);
        return (first, second, third);
    }

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public void MoveToOuter(params IDisposable[] disposables) => MoveToOther(OuterScope, disposables);

    /// <inheritdoc cref="MoveToOuter{T}(T)"/>
    public void MoveToOuter(IEnumerable<IDisposable> disposables) => MoveToOther(OuterScope, disposables);

    /// <summary>Moves a disposable to another scope, or out of all scopes if that is null.</summary>
    /// <typeparam name="T">The disposable's type.</typeparam>
    /// <param name="scope">The new owner.</param>
    /// <param name="disposable">What to move.</param>
    /// <returns>The second argument.</returns>
    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        MoveOne(scope, disposable);
        return disposable;
    }

    /// <inheritdoc cref="MoveToOther{T}(DisposeScope, T)"/>
    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        ArgumentNullException.ThrowIfNull(disposables);
        foreach (IDisposable disposable in disposables)
        {
            MoveOne(scope, disposable);
        }
    }

    /// <summary>Takes a disposable out of all scopes: its owner disposes it.</summary>
    /// <typeparam name="T">The disposable's type.</typeparam>
    /// <param name="disposable">What to keep.</param>
    /// <returns>The argument.</returns>
    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        MoveOne(null, disposable);
        return disposable;
    }

    /// <inheritdoc cref="Detach{T}(T)"/>
    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        MoveOne(null, first);
        MoveOne(null, second);
        return (first, second);
    }

    /// <inheritdoc cref="Detach{T}(T)"/>
    public void Detach(params IDisposable[] disposables) => MoveToOther(null, (IEnumerable<IDisposable>)disposables);

    /// <inheritdoc cref="Detach{T}(T)"/>
    public void Detach(IEnumerable<IDisposable> disposables) => MoveToOther(null, disposables);

    /// <summary>Makes this scope the owner of a disposable that no scope owns.</summary>
    /// <param name="disposable">What to dispose with the scope.</param>
    public void Attach(IDisposable disposable) => Adopt(this, disposable);

    /// <summary>Disposes what the scope holds; the scope stays open.</summary>
    public void DisposeEverything() => DisposeAllBut([]);

    /// <summary>Disposes what the scope holds, but for some.</summary>
    /// <param name="inKeep">What stays in the scope.</param>
    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        ArgumentNullException.ThrowIfNull(inKeep);
        DisposeAllBut(inKeep);
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    public void DisposeEverythingBut(params IDisposable[] keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        DisposeAllBut(keep);
    }

    /// <inheritdoc cref="DisposeEverythingBut(IEnumerable{IDisposable})"/>
    /// <typeparam name="T">The type of what stays.</typeparam>
    /// <returns>The argument.</returns>
    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeAllBut([keep]);
        return keep;
    }

    /// <summary>Tells the scope that something it holds was disposed by hand.</summary>
    /// <param name="disposable">What was disposed.</param>
    public void MarkAsDisposed(IDisposable disposable)
    {
        _manager.Counts.DisposedInScopeCount++;
        _disposables.Remove(disposable);
        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = null;
        }
    }

    /// <summary>Whether the scope holds a disposable.</summary>
    /// <param name="disposable">What to look for.</param>
    /// <returns>True if it would be disposed with the scope.</returns>
    public bool Contains(IDisposable disposable) => _disposables.Contains(disposable);

    /// <summary>Disposes what the scope holds and closes it.</summary>
    public void Dispose()
    {
        DisposeEverything();
        _manager.Close(this);
    }

    private void MoveOne(DisposeScope? scope, IDisposable disposable)
    {
        if (_disposables.Remove(disposable))
        {
            Adopt(scope, disposable);
        }
    }

    private void Adopt(DisposeScope? scope, IDisposable disposable)
    {
        if (scope is null)
        {
            _manager.Counts.DetachedFromScopeCount++;
        }
        else
        {
            scope._disposables.Add(disposable);
        }

        if (disposable is torch.Tensor tensor)
        {
            tensor.OwningDisposeScope = scope;
        }
    }

    private void DisposeAllBut(IEnumerable<IDisposable> kept)
    {
        HashSet<IDisposable> old = _disposables;
        _disposables = new HashSet<IDisposable>(kept, ReferenceEqualityComparer.Instance);
        foreach (IDisposable disposable in old)
        {
            if (_disposables.Contains(disposable))
            {
                continue;
            }

            if (disposable is torch.Tensor tensor)
            {
                // The tensor must not call back: the set it would leave is being walked.
                tensor.OwningDisposeScope = null;
                tensor.DisposeInScope(_manager.Counts);
            }
            else
            {
                _manager.Counts.DisposedInScopeCount++;
                disposable.Dispose();
            }
        }
    }
}
