using System.Collections;
using System.Globalization;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules in order, each named by its position.</summary>
/// <typeparam name="T">The modules' type.</typeparam>
public class ModuleList<T> : nn.Module, IList<T>
    where T : nn.Module
{
    private readonly List<T> _list;

    internal ModuleList(IEnumerable<T> modules)
        : base(nameof(ModuleList<T>), componentsRegistered: true)
    {
        _list = [.. modules];
        Renumber();
    }

    /// <summary>The number of modules.</summary>
    public int Count => _list.Count;

    /// <summary>False: modules can be added.</summary>
    public bool IsReadOnly => false;

    /// <summary>One of the modules.</summary>
    /// <param name="index">Its position.</param>
    public T this[int index]
    {
        get => _list[index];
        set
        {
            _list[index] = value;
            Renumber();
        }
    }

    /// <summary>Adds a module at the end.</summary>
    /// <param name="item">The module.</param>
    public void Add(T item)
    {
        _list.Add(item);
        register_module((_list.Count - 1).ToString(CultureInfo.InvariantCulture), item);
    }

    /// <summary>Adds a module at the end.</summary>
    /// <param name="module">The module.</param>
    public void append(T module) => Add(module);

    /// <summary>Adds a module at a position.</summary>
    /// <param name="index">The position.</param>
    /// <param name="item">The module.</param>
    public void Insert(int index, T item)
    {
        _list.Insert(index, item);
        Renumber();
    }

    /// <summary>Removes a module; it is not disposed.</summary>
    /// <param name="item">The module.</param>
    /// <returns>False if it was not there.</returns>
    public bool Remove(T item)
    {
        bool removed = _list.Remove(item);
        Renumber();
        return removed;
    }

    /// <summary>Removes the module at a position; it is not disposed.</summary>
    /// <param name="index">The position.</param>
    public void RemoveAt(int index)
    {
        _list.RemoveAt(index);
        Renumber();
    }

    /// <summary>Removes all modules; they are not disposed.</summary>
    public void Clear()
    {
        _list.Clear();
        Renumber();
    }

    /// <summary>Where a module stands.</summary>
    /// <param name="item">The module.</param>
    /// <returns>Its position, or -1.</returns>
    public int IndexOf(T item) => _list.IndexOf(item);

    /// <summary>Whether a module is in the list.</summary>
    /// <param name="item">The module.</param>
    /// <returns>True if it is.</returns>
    public bool Contains(T item) => _list.Contains(item);

    /// <summary>Copies the modules.</summary>
    /// <param name="array">Where to.</param>
    /// <param name="arrayIndex">The first place that is written.</param>
    public void CopyTo(T[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

    /// <summary>The modules in order.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<T> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Renumber()
    {
        ClearModules();
        for (int i = 0; i < _list.Count; i++)
        {
            register_module(i.ToString(CultureInfo.InvariantCulture), _list[i]);
        }
    }
}
