using TorchSharp.Modules;

namespace TorchSharp;

/// <content>What a module holds, by name.</content>
public static partial class torch
{
    /// <content>What a module holds, by name.</content>
    public static partial class nn
    {
        /// <content>What a module holds, by name.</content>
        public partial class Module
        {
            /// <summary>The parameters with their names; dots lead through the modules below.</summary>
            /// <param name="recurse">False for this module's own only.</param>
            /// <returns>Each parameter once, under its first name.</returns>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                Distinct(Walk(module => module._parameters, recurse));

            /// <summary>The parameters.</summary>
            /// <param name="recurse">False for this module's own only.</param>
            /// <returns>Each parameter once.</returns>
            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(named => named.parameter);

            /// <summary>The buffers with their names; dots lead through the modules below.</summary>
            /// <param name="recurse">False for this module's own only.</param>
            /// <returns>Each buffer once, under its first name.</returns>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true) =>
                Distinct(Walk(module => module._buffers, recurse));

            /// <summary>The buffers.</summary>
            /// <param name="recurse">False for this module's own only.</param>
            /// <returns>Each buffer once.</returns>
            public virtual IEnumerable<Tensor> buffers(bool recurse = true) =>
                named_buffers(recurse).Select(named => named.buffer);

            /// <summary>The modules directly below, with their names.</summary>
            /// <returns>The modules in the order of registration.</returns>
            public virtual IEnumerable<(string name, Module module)> named_children() =>
                _submodules.Select(pair => (pair.Key, pair.Value));

            /// <summary>The modules directly below.</summary>
            /// <returns>The modules in the order of registration.</returns>
            public virtual IEnumerable<Module> children() => _submodules.Values;

            /// <summary>All modules below, with their names.</summary>
            /// <returns>First those directly below, then theirs.</returns>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string name, Module child) in _submodules)
                {
                    yield return (name, child);
                }

                foreach ((string name, Module child) in _submodules)
                {
                    foreach ((string inner, Module module) in child.named_modules())
                    {
                        yield return ($"{name}.{inner}", module);
                    }
                }
            }

            /// <summary>All modules below.</summary>
            /// <returns>First those directly below, then theirs.</returns>
            public virtual IEnumerable<Module> modules() => named_modules().Select(named => named.module);

            /// <summary>Whether there is a parameter of a name.</summary>
            /// <param name="target">The name, with dots.</param>
            /// <returns>True if there is.</returns>
            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            /// <summary>Whether there is a buffer of a name.</summary>
            /// <param name="target">The name, with dots.</param>
            /// <returns>True if there is.</returns>
            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>A parameter by name.</summary>
            /// <param name="target">The name, with dots.</param>
            /// <returns>The parameter, or null.</returns>
            public virtual Parameter? get_parameter(string target) =>
                named_parameters().FirstOrDefault(named => named.name == target).parameter;

            /// <summary>A buffer by name.</summary>
            /// <param name="target">The name, with dots.</param>
            /// <returns>The buffer, or null.</returns>
            public virtual Tensor? get_buffer(string target) =>
                named_buffers().FirstOrDefault(named => named.name == target).buffer;

            /// <summary>All parameters and buffers by name: the tensors themselves, not copies.</summary>
            /// <param name="destination">Where to add them, null for a new dictionary.</param>
            /// <param name="prefix">What stands before each name, without the dot.</param>
            /// <returns>The dictionary.</returns>
            public virtual Dictionary<string, Tensor> state_dict(
                Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string start = string.IsNullOrEmpty(prefix) ? string.Empty : prefix + ".";
                foreach ((string name, Parameter parameter) in named_parameters())
                {
                    destination.TryAdd(start + name, parameter);
                }

                foreach ((string name, Tensor buffer) in named_buffers())
                {
                    destination.TryAdd(start + name, buffer);
                }

                return destination;
            }

            /// <summary>Copies values into the parameters and buffers.</summary>
            /// <param name="source">The values by name.</param>
            /// <param name="strict">Whether both sides must have the same names.</param>
            /// <param name="skip">Names to leave out.</param>
            /// <returns>The names that only the module has, and those that only the source has.</returns>
            /// <exception cref="InvalidOperationException">
            /// The names differ and <paramref name="strict"/> is set.
            /// </exception>
            /// <exception cref="ArgumentException">Two tensors of one name have different shapes.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                ArgumentNullException.ThrowIfNull(source);
                HashSet<string> skipped = [.. skip ?? []];
                Dictionary<string, Tensor> destination = state_dict();
                List<string> missing = [.. destination.Keys.Except(source.Keys).Except(skipped)];
                List<string> unexpected = [.. source.Keys.Except(destination.Keys).Except(skipped)];
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        $"The state dict does not match the module. Missing: {Shortened(missing)}. "
                        + $"Unexpected: {Shortened(unexpected)}.");
                }

                using IDisposable noGrad = no_grad();
                foreach ((string key, Tensor value) in source)
                {
                    if (!skipped.Contains(key) && destination.TryGetValue(key, out Tensor? target))
                    {
                        Copy(key, value, target);
                    }
                }

                return (missing, unexpected);
            }

            private static void Copy(string key, Tensor source, Tensor target)
            {
                long[] expected = target.shape;
                long[] actual = source.shape;
                if (!expected.AsSpan().SequenceEqual(actual))
                {
                    throw new ArgumentException(
                        $"Expected {key} of shape [{string.Join(", ", expected)}], got [{string.Join(", ", actual)}].");
                }

                target.copy_(source);
            }

            private static string Shortened(List<string> names)
            {
                const int Shown = 5;
                string rest = names.Count > Shown ? $" and {names.Count - Shown} more" : string.Empty;
                return names.Count == 0 ? "none" : string.Join(", ", names.Take(Shown)) + rest;
            }

            private static IEnumerable<(string Name, T Tensor)> Distinct<T>(
                IEnumerable<(string Name, T Tensor)> tensors)
                where T : Tensor
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                return tensors.Where(named => !named.Tensor.IsInvalid && seen.Add(named.Tensor));
            }

            private IEnumerable<(string Name, T Tensor)> Walk<T>(
                Func<Module, OrderedDictionary<string, T>> own, bool recurse, string prefix = "")
                where T : Tensor
            {
                foreach ((string name, T tensor) in own(this))
                {
                    yield return (prefix + name, tensor);
                }

                if (!recurse)
                {
                    yield break;
                }

                foreach ((string name, Module child) in _submodules)
                {
                    foreach ((string Name, T Tensor) named in child.Walk(own, true, $"{prefix}{name}."))
                    {
                        yield return named;
                    }
                }
            }
        }
    }
}
