using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by name, in the order in which they were added.</summary>
/// <typeparam name="T">The modules' type.</typeparam>
public class ModuleDict<T> : nn.Module, IEnumerable<(string, T)>
    where T : nn.Module
{
    private readonly OrderedDictionary<string, T> _modules = [];

    internal ModuleDict(IEnumerable<(string Name, T Module)> modules)
        : base(nameof(ModuleDict<T>), componentsRegistered: true)
    {
        foreach ((string name, T module) in modules)
        {
            Add(name, module);
        }
    }

    /// <summary>The number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>The names.</summary>
    public ICollection<string> Keys => _modules.Keys;

    /// <summary>The modules.</summary>
    public ICollection<T> Values => _modules.Values;

    /// <summary>A module by name.</summary>
    /// <param name="key">The name.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public T this[string key] => _modules[key];

    /// <summary>A module and its name by position.</summary>
    /// <param name="index">The position.</param>
    public (string, T) this[int index]
    {
        get
        {
            (string key, T value) = _modules.GetAt(index);
            return (key, value);
        }
    }

    /// <summary>Adds a module at the end.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">The module.</param>
    /// <exception cref="ArgumentException">There is a module of that name.</exception>
    public void Add(string key, T value)
    {
        _modules.Add(key, value);
        register_module(key, value);
    }

    /// <summary>Whether there is a module of a name.</summary>
    /// <param name="key">The name.</param>
    /// <returns>True if there is.</returns>
    public bool ContainsKey(string key) => _modules.ContainsKey(key);

    /// <summary>A module by name, if there is one.</summary>
    /// <param name="key">The name.</param>
    /// <param name="value">The module, or null.</param>
    /// <returns>True if there is.</returns>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => _modules.TryGetValue(key, out value);

    /// <summary>The names and modules in order.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<(string, T)> GetEnumerator() =>
        _modules.Select(pair => (pair.Key, pair.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
