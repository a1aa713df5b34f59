// The answer of everything that can fail: a value, or an error that must be looked at. Spelled like
// std::expected so that it can become an alias of it. Owns its value; no allocation of its own; no exception
// leaves it.
#pragma once

#include "shared/base/verify.h"

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace meguri::base {

/// What kind of trouble the world made. Words for people are chosen by this, never by the message.
enum class ErrorKind {
    BadInput, ///< What was given cannot be right; the message says which field and why.
    NotFound,
    Busy, ///< Somebody else holds it now; trying again later may work.
    Unreachable, ///< No line, no hub, no answer.
    Storage, ///< The disk or the database did not do its part.
    Crypto, ///< A key is missing, a signature or a box is not what it claims.
    Refused, ///< The other side answered and said no.
    Broken, ///< Bytes that should be readable are not.
};

struct Error {
    ErrorKind kind = ErrorKind::Broken;
    std::string message; ///< For the log, in English.
};

/// Wraps an error so that it converts to any Result with that error type.
template <class E> struct Failure {
    E error;
};

template <class E> [[nodiscard]] Failure<std::decay_t<E>> fail(E&& error)
{
    return {std::forward<E>(error)};
}
[[nodiscard]] inline Failure<Error> fail(ErrorKind kind, std::string message)
{
    return {Error{kind, std::move(message)}};
}

template <class T, class E = Error> class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    template <class F>
    requires std::is_constructible_v<E, F> Result(Failure<F> failure)
        : m_state(std::in_place_index<1>, std::move(failure.error))
    {
    }

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }
    // A value taken out of a temporary is moved, so that nothing refers into what is gone.
    T& operator*() & { return value(); }
    T const& operator*() const& { return value(); }
    T operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    T const* operator->() const { return &value(); }
    T& value() &
    {
        verify(has_value(), "value() of a failed Result");
        return *std::get_if<0>(&m_state);
    }
    T value() &&
    {
        verify(has_value(), "value() of a failed Result");
        return std::move(*std::get_if<0>(&m_state));
    }
    T const& value() const&
    {
        verify(has_value(), "value() of a failed Result");
        return *std::get_if<0>(&m_state);
    }
    E& error()
    {
        verify(!has_value(), "error() of a good Result");
        return *std::get_if<1>(&m_state);
    }
    E const& error() const
    {
        verify(!has_value(), "error() of a good Result");
        return *std::get_if<1>(&m_state);
    }
    T value_or(T other) const { return has_value() ? value() : std::move(other); }

private:
    std::variant<T, E> m_state;
};

template <class E> class [[nodiscard]] Result<void, E> {
public:
    Result() = default;
    template <class F>
    requires std::is_constructible_v<E, F> Result(Failure<F> failure)
        : m_error(std::move(failure.error))
    {
    }

    bool has_value() const { return !m_error.has_value(); }
    explicit operator bool() const { return has_value(); }
    E& error()
    {
        verify(m_error.has_value(), "error() of a good Result");
        return *m_error;
    }
    E const& error() const
    {
        verify(m_error.has_value(), "error() of a good Result");
        return *m_error;
    }

private:
    std::optional<E> m_error;
};

} // namespace meguri::base
