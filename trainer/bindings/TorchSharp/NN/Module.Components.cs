using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

/// <content>How parts become part of a module.</content>
public static partial class torch
{
    /// <content>How parts become part of a module.</content>
    public static partial class nn
    {
        /// <content>How parts become part of a module.</content>
        public partial class Module
        {
            /// <summary>Adds a parameter.</summary>
            /// <param name="name">Its name.</param>
            /// <param name="param">The parameter; it should have left all dispose scopes.</param>
            /// <exception cref="ArgumentNullException">The parameter is null or was disposed.</exception>
            /// <exception cref="InvalidOperationException">There is a parameter of that name.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(param), $"Parameter {name} is null or was disposed.");
                }

                if (!_parameters.TryAdd(name, param))
                {
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                }
            }

            /// <summary>Adds a tensor that belongs to the module's state but is not trained.</summary>
            /// <param name="name">Its name.</param>
            /// <param name="tensor">The tensor; it should have left all dispose scopes.</param>
            /// <exception cref="ArgumentNullException">The tensor is null or was disposed.</exception>
            /// <exception cref="InvalidOperationException">There is a buffer of that name.</exception>
            public virtual void register_buffer(string name, Tensor tensor)
            {
                if (tensor is null || tensor.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(tensor), $"Buffer {name} is null or was disposed.");
                }

                if (!_buffers.TryAdd(name, tensor))
                {
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                }
            }

            /// <summary>Adds a module below this one.</summary>
            /// <param name="name">Its name.</param>
            /// <param name="submodule">The module; null removes the name.</param>
            /// <exception cref="ArgumentException">The name is empty or contains a dot.</exception>
            /// <exception cref="InvalidOperationException">There is a module of that name.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                ArgumentException.ThrowIfNullOrEmpty(name);
                if (submodule is null)
                {
                    _submodules.Remove(name);
                    return;
                }

                if (name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"A module's name has no dot, got '{name}'.", nameof(name));
                }

                if (!_submodules.TryAdd(name, submodule))
                {
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                }

                submodule.RegisterComponents();
            }

            /// <summary>Adds a module below this one.</summary>
            /// <param name="name">Its name.</param>
            /// <param name="module">The module; null removes the name.</param>
            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>
            /// Registers every field that holds a module, a parameter or a tensor, under its
            /// <see cref="ComponentNameAttribute"/> or its own name. The last line of a constructor.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered)
                {
                    return;
                }

                _componentsRegistered = true;
                const BindingFlags InstanceFields =
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
                foreach (FieldInfo field in GetType().GetFields(InstanceFields))
                {
                    if (field.DeclaringType == typeof(Module))
                    {
                        continue;
                    }

                    string name = field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
                    RegisterComponent(name, field.GetValue(this));
                }
            }

            private protected void SetParameter(string name, Parameter? parameter)
            {
                if (parameter is null)
                {
                    _parameters.Remove(name);
                    return;
                }

                parameter.DetachFromDisposeScope();
                _parameters[name] = parameter;
            }

            private protected void SetBuffer(string name, Tensor? buffer)
            {
                if (buffer is null)
                {
                    _buffers.Remove(name);
                    return;
                }

                buffer.DetachFromDisposeScope();
                _buffers[name] = buffer;
            }

            private protected void ClearModules() => _submodules.Clear();

            private void RegisterComponent(string name, object? value)
            {
                switch (value)
                {
                    case Module module when !_submodules.ContainsKey(name):
                        register_module(name, module);
                        break;
                    case Parameter parameter when !_parameters.ContainsKey(name):
                        register_parameter(name, parameter);
                        break;
                    case Tensor tensor when value is not Modules.Parameter && !_buffers.ContainsKey(name):
                        register_buffer(name, tensor);
                        break;
                    default:
                        break;
                }
            }
        }
    }
}
